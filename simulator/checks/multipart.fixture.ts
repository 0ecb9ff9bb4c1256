import { SETTINGS_DOCUMENT } from '../sip/message.fixture';

/** A multipart body with a settings document in a part of each type. */
export function multipartOf(...types: readonly string[]) {
  const parts = types.map((type) => `--b1\r\nContent-Type: ${type}\r\n\r\n${SETTINGS_DOCUMENT}\r\n`);
  return {
    set: [['Content-Type', 'multipart/mixed;boundary="b1"']] as const,
    body: `${parts.join('')}--b1--\r\n`,
  };
}
