/** A request of another method in the same transaction: same Via, From, To, Call-ID and CSeq number (RFC 3261 §9.1, §17.1.1.3). */
export function otherRequest(text: string, method: 'CANCEL' | 'ACK'): string {
  const rows = text.split('\r\n\r\n', 1)[0]?.split('\r\n') ?? [];
  const kept = rows.slice(1).filter((row) => /^(Via|Max-Forwards|From|To|Call-ID|Route):/i.test(row));
  const cseq = /^CSeq: *(\d+)/im.exec(text)?.[1] ?? '1';
  const startLine = (rows[0] ?? '').replace(/^\S+/, method);
  return [startLine, ...kept, `CSeq: ${cseq} ${method}`, 'Content-Length: 0', '', ''].join('\r\n');
}
