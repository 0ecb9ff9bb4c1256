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
  if (fault !== undefined) throw invalid(`${place(fault.pos[0])}: not valid YAML: ${firstLine(fault.message)}`);
  const result = schema.safeParse(toJs(document, file));
  if (result.success) return result.data;
  const complaints = result.error.issues.flatMap((issue) => complaintsOf(issue, document, schema, place));
  throw invalid(complaints.join('\n'));
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    const why =
      code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder, not a file' : String(cause);
    throw new HarnessError('settings-invalid', `cannot read ${file}: ${why}`, {
      cause,
    });
  }
}

function toJs(document: Document, file: string): unknown {
  try {
    return document.toJS();
  } catch (cause) {
    throw invalid(`${file}: not valid YAML: ${firstLine(String((cause as Error).message))}`);
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
  const seen = value === undefined ? 'missing' : `is ${JSON.stringify(isNode(value) ? value.toJSON() : value)}`;
  return [`${place(valueOffset(document, path))}: ${name(path)} ${seen}; ${wanted(issue)}`];
}

function wanted(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `allowed: ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'invalid_union' && 'discriminator' in issue) {
    return 'allowed: reference, command, process, none';
  }
  return issue.message.replace(/^Invalid input: /, '');
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

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}

function invalid(message: string): HarnessError {
  return new HarnessError('settings-invalid', message);
}
