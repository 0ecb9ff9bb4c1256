import { URI } from 'sip.js/lib/grammar';

/** A URI that goes out letter for letter: sip.js' own changes case and escapes, and knows no tel URIs. */
export class LiteralUri extends URI {
  readonly #text: string;

  constructor(text: string) {
    super('sip', '', 'invalid');
    this.#text = text;
  }

  override clone(): URI {
    return new LiteralUri(this.#text);
  }

  override toRaw(): string {
    return this.#text;
  }

  override toString(): string {
    return this.#text;
  }
}
