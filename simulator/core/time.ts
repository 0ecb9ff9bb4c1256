/** A duration in milliseconds, or a point in time as milliseconds since the Unix epoch; fractions allowed. */
export type Millis = number;

/** A duration in whole seconds, the unit of Expires (RFC 3261 §20.19). */
export type Seconds = number;

/** Where "now" comes from; only the outer ring owns a real one. */
export interface Clock {
  now(): Millis;
}
