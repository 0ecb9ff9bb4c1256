/** Finds the end of an XML document whose length nobody tells: the line with the end tag of its root. */
export class XmlEnd {
  #root: string | undefined;
  #isOther = false;

  /** Takes the next line; whether the body ends with it. What is no XML ends with an empty line. */
  isAt(line: string): boolean {
    if (this.#root === undefined && !this.#isOther && line.trim() !== '') this.#begin(line);
    if (this.#isOther) return line === '';
    if (this.#root === undefined) return false;
    return line.includes(`</${this.#root}`) || (line.includes(`<${this.#root}`) && line.trimEnd().endsWith('/>'));
  }

  /** The declaration and comments come before the root. */
  #begin(line: string): void {
    this.#root = /<([A-Za-z_][^\s/>]*)/.exec(line)?.[1];
    if (this.#root === undefined && !/^\s*<[?!]/.test(line)) this.#isOther = true;
  }
}
