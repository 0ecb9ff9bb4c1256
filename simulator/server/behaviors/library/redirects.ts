import { change, entry, firstPublication, type LibraryEntry, retrieval, script, status } from './entry';

/** The client at the second socket of the lane, over the transport that its request came on. */
const elsewhere = '<sip:{user}@{other};transport={transport}>';
const provoked = ['RFC3261-8.1.3.4-1', 'RFC3261-8.1.3.4-2'];

/** Redirections: the request that follows reaches the second socket, and is for the same IM Address. */
export const redirects: readonly LibraryEntry[] = [firstPublication, change, retrieval].flatMap(({ name, on }) => [
  entry(
    `sends ${name} elsewhere`,
    [...provoked, 'RFC3261-21.3.3-1'],
    { ...on, at: 'main' },
    {
      answers: [status(302, [['Contact', elsewhere]])],
    },
  ),
  entry(
    `sends ${name} elsewhere for good`,
    provoked,
    { ...on, at: 'main' },
    {
      answers: [status(301, [['Contact', elsewhere]])],
    },
  ),
  entry(
    `sends ${name} elsewhere with parameters and headers`,
    provoked,
    { ...on, at: 'main' },
    {
      answers: [status(302, [['Contact', '<sip:{user}@{other};transport={transport};x=1?Subject=foo>']])],
    },
  ),
  script(
    `sends ${name} in a circle`,
    ['RFC3261-8.1.3.4-3'],
    [
      { on: { ...on, at: 'main' }, times: 'always', do: { answers: [status(302, [['Contact', elsewhere]])] } },
      { on: { ...on, at: 'other' }, times: 'always', do: { answers: [status(302, [['Contact', '<{im-address}>']])] } },
    ],
  ),
]);
