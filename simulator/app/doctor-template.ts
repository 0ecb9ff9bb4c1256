import { writeFileSync } from 'node:fs';
import { HarnessError } from '../core/harness-error';
import { wrapped } from '../iut/wrapped';
import { defaultPics, defaultPixit, defaultRules } from '../requirements/configuration';
import { iutJsonSchema, withoutEffect } from './iut-schema';
import { outputFailed } from './run-folder';

/** Of a comment, in characters. */
const width = 100;

type Section = 'pics' | 'pixit' | 'rules';

interface SchemaNode {
  readonly description?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly items?: SchemaNode;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
}

/** What holds where the key is left out. */
const defaults: Readonly<Record<Section, Readonly<Record<string, unknown>>>> = {
  pics: { ...defaultPics },
  pixit: { ...defaultPixit },
  rules: { ...defaultRules },
};

/** Values for the keys whose default is that nothing is stated. */
const examples: Readonly<Record<string, unknown>> = {
  auth: 'sip-digest',
  transports: ['udp', 'tcp'],
  access_profile: 'fixed',
  digest_algorithms: ['MD5', 'SHA-256'],
  listen: ['udp:127.0.0.1:0'],
  im_address_aliases: ['tel:+12015550123'],
  home_domain: 'example.com',
  private_identity: 'alice',
  password: 'secret',
  outbound_proxy: 'udp:192.0.2.5:5060',
  service_route: ['<sip:orig@scscf.example.com;lr>'],
  associated_uris: ['sip:alice@example.com'],
  termination_reason: 'timeout',
};

/** Keys that everybody has to think about, so they stand there without a comment sign. */
const stated: Readonly<Record<Section, readonly string[]>> = {
  pics: ['sip_ip_core'],
  pixit: ['listen', 'user_action_timeout_s'],
  rules: ['event_package'],
};

const head = `# What imconf has to know of an IM client and of this lab. Try it with: npx imconf doctor --iut FILE
# A line that begins with "# name:" can be taken in by removing the sign; left out, the default holds.
iut:
  name: IM client
  # version: "1.0"
  # vendor: Example
# the IM Address of the IM User, sip: or tel:
im_address: sip:alice@example.com
# for Digest; with them REGISTER is challenged
# credentials: { username: alice, password: secret }
# the name of a profile, or its file
profile: oma-cr
`;

const control = `# How the client is made to act; one of these.
control:
  # the bundled client, to see how a run looks
  kind: reference
  # one long-lived program that is told in JSON lines
  # kind: process
  # argv: [python3, client.py]
  # with process and command: how many clients may run at the same time, if there is a limit
  # parallel: 1
  # one program an operation, told by its environment
  # kind: command
  # operations: { register: [./client, register], publish: [./client, publish], retrieve: [./client, retrieve] }
  # a program that is told over HTTP, by POST BASE/OPERATION; ca names a file with certificates (PEM) for https
  # kind: http
  # base: http://127.0.0.1:8080/iut
  # token: secret
  # ca: control-server.pem
  # a person, asked in the terminal; set pixit.user_action_timeout_s to 60 or more
  # kind: manual
  # nobody: the client acts by itself, and the run waits for it
  # kind: none
`;

/** A commented IUT file with every option of the catalogue: its meaning, what is allowed, its default. */
export function iutTemplate(): string {
  const { properties = {} } = iutJsonSchema() as SchemaNode;
  const sections = (['pics', 'pixit', 'rules'] as const).map((name) => sectionText(name, properties[name] ?? {}));
  return [head, ...sections, control].join('\n');
}

/**
 * Writes the template; without a name to standard output.
 * @throws HarnessError `usage` where there is a file of that name, `output-failed`.
 */
export function writeTemplate(file: string | undefined): void {
  if (file === undefined) {
    process.stdout.write(iutTemplate());
    return;
  }
  try {
    writeFileSync(file, iutTemplate(), { flag: 'wx' });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw outputFailed(file, cause);
    throw new HarnessError('usage', `--init: ${file} is there already; name another file, or remove it`, { cause });
  }
  process.stdout.write(`wrote ${file}; look through it, then: npx imconf doctor --iut ${file}\n`);
}

function sectionText(section: Section, node: SchemaNode): string {
  const entries = Object.entries(node.properties ?? {}).map(([key, value]) => entryText(section, key, value));
  return `# ${node.description ?? ''}\n${section}:\n${entries.join('')}`;
}

function entryText(section: Section, key: string, node: SchemaNode): string {
  const standing = defaults[section][key];
  const value = standing ?? examples[key] ?? (node.type === 'boolean' ? true : undefined);
  const facts = [
    allowed(node),
    standing === undefined
      ? `by default ${section === 'pics' ? 'not declared' : 'none'}`
      : `by default ${yaml(standing)}`,
    ...(withoutEffect[section].includes(key) ? ['no effect in this version'] : []),
  ].filter((fact) => fact !== '');
  const sign = stated[section].includes(key) ? '' : '# ';
  const comment = wrapped(`${node.description ?? ''}. ${facts.join('; ')}`, width).map((line) => `  # ${line}\n`);
  return `${comment.join('')}  ${sign}${key}: ${yaml(value)}\n`;
}

function allowed(node: SchemaNode): string {
  if (node.enum !== undefined) return eitherOf(node.enum);
  if (node.items?.enum !== undefined) return `any of ${node.items.enum.join(', ')}`;
  return node.type === 'boolean' ? 'true or false' : '';
}

function eitherOf(values: readonly string[]): string {
  return `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
}

/** JSON is YAML; plain words go without quotation marks. */
function yaml(value: unknown): string {
  if (typeof value === 'string' && /^[A-Za-z+][\w.+-]*$/.test(value)) return value;
  if (Array.isArray(value)) return `[${value.map((item) => JSON.stringify(item)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const pairs = Object.entries(value).map(([key, item]) => `${key}: ${JSON.stringify(item)}`);
  return `{ ${pairs.join(', ')} }`;
}
