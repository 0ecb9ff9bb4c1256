import { readFileSync } from 'node:fs';
import { type Document, isMap, isNode, isPair, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { HarnessError } from '../core/harness-error';

type Path = readonly (string | number)[];

/**
 * Reads a YAML file and holds it against a schema.
 * @throws HarnessError `settings-invalid` with file, line, column, and what is allowed there.
 */
export function readYaml<T>(file: string, schema: z.ZodType<T>): T {
  const lines = new LineCounter();
  const document = parseDocument(read(file), { lineCounter: lines });
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const [fault] = document.errors;
  if (fault !== undefined) throw invalid(`${place(fault.pos[0])}: not valid YAML: ${yamlMessage(fault.message)}`);
  const result = schema.safeParse(toJs(document, file));
  if (result.success) return result.data;
  const complaints = result.error.issues.flatMap((issue) => complaintsOf(issue, document, schema, place));
  throw invalid(complaints.join('\n'));
}

/** An IUT file has some 20 lines. */
const maxOctets = 1_000_000;

function read(file: string): string {
  const octets = readOctets(file);
  if (octets.length > maxOctets) throw invalid(`${file}: ${octets.length} octets; at most ${maxOctets} are read`);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(octets);
    if (!text.includes('\0')) return text;
  } catch {
    // Says the same as a file with NUL octets: it is something else than text in UTF-8.
  }
  throw invalid(`${file}: not a text in UTF-8; save it as UTF-8`);
}

const whyUnreadable: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder, not a file',
  EACCES: 'no permission to read it',
  ENOTDIR: 'a part of its path is no folder',
};

function readOctets(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    const { code = '', message } = cause as NodeJS.ErrnoException;
    throw new HarnessError('settings-invalid', `cannot read ${file}: ${whyUnreadable[code] ?? message}`, { cause });
  }
}

function toJs(document: Document, file: string): unknown {
  try {
    return document.toJS();
  } catch (cause) {
    throw invalid(
      `${file}: not valid YAML: ${cause instanceof RangeError ? 'it is nested too deeply' : yamlMessage(String((cause as Error).message))}`,
    );
  }
}

function complaintsOf(
  issue: z.core.$ZodIssue,
  document: Document,
  schema: z.ZodType,
  place: (offset: number) => string,
): string[] {
  const path = issue.path as Path;
  if (issue.code === 'unrecognized_keys') {
    const allowed = allowedKeys(schema, path, document).join(', ');
    return issue.keys.map(
      (key) => `${place(keyOffset(document, path, key))}: ${name(path)}: unknown key "${key}"; allowed: ${allowed}`,
    );
  }
  const value = path.length === 0 ? document.toJS() : document.getIn(path);
  const seen =
    value === undefined ? 'missing' : `is ${shorten(JSON.stringify(isNode(value) ? value.toJSON() : value))}`;
  return [`${place(valueOffset(document, path))}: ${name(path)} ${seen}; ${wanted(issue)}`];
}

function wanted(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `allowed: ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'invalid_union' && 'discriminator' in issue) return `allowed: ${optionsOf(issue).join(', ')}`;
  if (issue.code === 'invalid_type') return `must be ${kinds[issue.expected] ?? issue.expected}`;
  return issue.message.replace(/^Invalid input: /, '');
}

/** The values of the key that chooses between the variants. */
function optionsOf(issue: z.core.$ZodIssueInvalidUnion): readonly string[] {
  return 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
}

/** The library's words for types, in the words of YAML. */
const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of keys and values',
};

/** A value of the file, as far as a message can carry it. */
function shorten(text: string): string {
  return text.length <= 200 ? text : `${text.slice(0, 200)}…`;
}

function name(path: Path): string {
  return path.length === 0 ? 'the file' : path.join('.');
}

interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly oneOf?: readonly SchemaNode[];
  readonly anyOf?: readonly SchemaNode[];
  readonly const?: unknown;
}

/** The keys that the schema knows at a path; of a union, those of the variant that the document's `kind` chooses. */
function allowedKeys(schema: z.ZodType, path: Path, document: Document): string[] {
  let node: SchemaNode | undefined = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
  }) as SchemaNode;
  path.forEach((key, depth) => {
    node = node?.properties?.[String(key)];
    const kind = document.getIn([...path.slice(0, depth + 1), 'kind']);
    const variants: readonly SchemaNode[] | undefined = node?.oneOf ?? node?.anyOf;
    node = variants?.find((variant) => variant.properties?.kind?.const === kind) ?? node;
  });
  return Object.keys(node?.properties ?? {}).filter((key) => !key.startsWith('$'));
}

/** The offset of a value; where it is missing, that of the nearest parent. */
function valueOffset(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

function keyOffset(document: Document, path: Path, key: string): number {
  const map = path.length === 0 ? document.contents : document.getIn(path, true);
  const pair = isMap(map) ? map.items.find((item) => isPair(item) && String(item.key) === key) : undefined;
  const node = pair?.key;
  return isNode(node) && node.range ? node.range[0] : valueOffset(document, path);
}

/** The first line, without the place that stands before it already. */
function yamlMessage(message: string): string {
  const [first = message] = message.split('\n', 1);
  return first.replace(/ at line \d+, column \d+:?$/, '').replace(/; please use YAML\.parseAllDocuments\(\)$/, '');
}

function invalid(message: string): HarnessError {
  return new HarnessError('settings-invalid', message);
}
