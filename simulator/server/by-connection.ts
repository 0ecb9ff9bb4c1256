/** What hangs on a TCP connection, found when it ends; what came over UDP hangs on none. */
export class ByConnection<T> {
  readonly #items = new Map<number, Set<T>>();

  add(connection: number | undefined, item: T): void {
    if (connection === undefined) return;
    const items = this.#items.get(connection);
    if (items === undefined) this.#items.set(connection, new Set([item]));
    else items.add(item);
  }

  delete(connection: number | undefined, item: T): void {
    if (connection === undefined) return;
    const items = this.#items.get(connection);
    items?.delete(item);
    if (items?.size === 0) this.#items.delete(connection);
  }

  /** Takes out all that hangs on a connection. */
  take(connection: number): readonly T[] {
    const items = [...(this.#items.get(connection) ?? [])];
    this.#items.delete(connection);
    return items;
  }
}
