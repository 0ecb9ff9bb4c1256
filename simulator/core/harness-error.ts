/** What can go wrong with the tester itself or with what it was told; never the client's fault. */
export type Fault =
  | 'address-in-use'
  | 'address-unavailable'
  | 'socket-failed'
  | 'usage'
  | 'settings-invalid'
  | 'output-failed'
  | 'iut-failed';

/** An error of the harness, for people: `where` names the thing and the value, the message says what to do. */
export class HarnessError extends Error {
  readonly fault: Fault;

  constructor(fault: Fault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'HarnessError';
    this.fault = fault;
  }
}
