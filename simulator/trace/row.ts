import type { Address } from '../core/address';

/** A row of a trace that is not as it should be; caught where the line is read. */
export class RowProblem extends Error {}

/** Reads the fields of one row; a field of another type is a `RowProblem` that names it. */
export class Row {
  readonly #fields: Readonly<Record<string, unknown>>;

  constructor(fields: Readonly<Record<string, unknown>>) {
    this.#fields = fields;
  }

  has(key: string): boolean {
    return this.#fields[key] !== undefined;
  }

  text(key: string): string {
    const value = this.#fields[key];
    return typeof value === 'string' ? value : this.#refuse(key, 'a text');
  }

  number(key: string): number {
    const value = this.#fields[key];
    return typeof value === 'number' ? value : this.#refuse(key, 'a number');
  }

  count(key: string): number {
    const value = this.number(key);
    return Number.isSafeInteger(value) && value >= 0 ? value : this.#refuse(key, 'a whole number from 0');
  }

  oneOf<T extends string | true>(key: string, allowed: readonly T[]): T {
    return allowed.find((word) => word === this.#fields[key]) ?? this.#refuse(key, allowed.join(', '));
  }

  optionalOneOf<T extends string>(key: string, allowed: readonly T[]): T | undefined {
    return this.has(key) ? this.oneOf(key, allowed) : undefined;
  }

  texts(key: string): readonly string[] {
    const value = this.#fields[key];
    const areTexts = Array.isArray(value) && value.every((item) => typeof item === 'string');
    return areTexts ? value : this.#refuse(key, 'a list of texts');
  }

  /** `127.0.0.1:5060` or `[::1]:5060`. */
  address(key: string): Address {
    const [, v6, v4, port] = /^(?:\[([^[\]]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(this.text(key)) ?? [];
    const host = v6 ?? v4;
    if (host === undefined || Number(port) > 65_535) return this.#refuse(key, 'an address such as 127.0.0.1:5060');
    return { host, port: Number(port) };
  }

  base64(key: string): Buffer {
    const text = this.text(key);
    const isBase64 = text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
    return isBase64 ? Buffer.from(text, 'base64') : this.#refuse(key, 'octets in base64');
  }

  /** A table of flags, or nothing where the field is left out. */
  flags<T extends string>(key: string, allowed: readonly T[]): Partial<Record<T, boolean>> | undefined {
    const value = this.#fields[key];
    if (value === undefined) return undefined;
    const flags: Partial<Record<T, boolean>> = {};
    if (typeof value !== 'object' || value === null) return this.#refuse(key, 'a table of true and false');
    for (const [name, flag] of Object.entries(value)) {
      const known = allowed.find((word) => word === name);
      if (known === undefined) continue;
      if (typeof flag !== 'boolean') return this.#refuse(`${key}.${name}`, 'true or false', flag);
      flags[known] = flag;
    }
    return flags;
  }

  #refuse(key: string, needed: string, value = this.#fields[key]): never {
    const shown = value === undefined ? 'missing' : JSON.stringify(value)?.slice(0, 60);
    throw new RowProblem(`"${key}" is ${shown}; needed: ${needed}`);
  }
}
