/**
 * Reads an xs:boolean (XML Schema part 2, §3.2.2): `true`, `1`, `false` or `0` in exactly this case, after white-space collapse.
 * `undefined` for anything else.
 */
export function toBoolean(value: string): boolean | undefined {
  // Only the white space of XML collapses; trim() would also take a no-break space away.
  const [, word] = /^[ \t\r\n]*(true|1|false|0)[ \t\r\n]*$/.exec(value) ?? [];
  return word === undefined ? undefined : word === 'true' || word === '1';
}
