/** A counter from 1: numbers the TCP connections of a run, over all of its listeners. */
export function countConnections(): () => number {
  let last = 0;
  return () => ++last;
}
