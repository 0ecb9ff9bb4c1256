import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { ClientCommand } from './app/client';
import { tool } from './app/package';
import type { RunCommand } from './app/run';
import { transports } from './core/address';
import { HarnessError } from './core/harness-error';
import { type Operation, operations } from './iut/upper-tester';

/** Wrong usage or configuration (design 3.1). */
const usage = 64;
/** The tester's own fault. */
const harnessError = 3;

const exitCodeHelp =
  '\nExit codes: 0 pass, 1 fail, 2 inconclusive, 3 error of the tester, 64 wrong usage or configuration';

/** The command line. Sets the process's exit code; nothing else ends the process. */
export async function main(argv: readonly string[]): Promise<void> {
  try {
    await program(argv).parseAsync(argv, { from: 'user' });
  } catch (error) {
    process.exitCode = report(error);
  }
}

function program(argv: readonly string[]): Command {
  const root = new Command('imconf')
    .description('Conformance tester for the IM service settings traffic of OMA SIMPLE IM clients.')
    .version(tool.version)
    .showHelpAfterError('(imconf --help shows the commands)')
    .addHelpText('after', exitCodeHelp);
  root.exitOverride();
  addRun(root, argv);
  addClient(root);
  for (const command of root.commands) command.exitOverride();
  return root;
}

function addRun(root: Command, argv: readonly string[]): void {
  root
    .command('run')
    .description('make a client register, publish, change, refresh and retrieve its settings, and judge it')
    .option('--iut <file>', 'the client under test, as YAML; without it: the bundled reference client')
    .option(
      '--tags <expression>',
      'only scenarios with these tags, such as @6.1.1.1-6 or "@clause-6.1.1.2 and not @combinations"',
    )
    .addOption(new Option('--transport <name>', 'what the client is told to use').choices([...transports]))
    .option('--out <folder>', 'the run folder; default reports/runs/<time>, with reports/latest pointing to it')
    .option('--strict', 'a breach of a SHOULD counts as a failure')
    .option('--fresh', 'make the client act anew for every scenario instead of sharing exchanges')
    .option(
      '--fault <name>',
      'a fault of the bundled reference client, once or more (imconf client --help lists them)',
      collect,
    )
    .addHelpText('after', exitCodeHelp)
    .action(async (options: RunCommand) => {
      const { run } = require('./app/run') as typeof import('./app/run');
      process.exitCode = await run(options, argv);
    });
}

function addClient(root: Command): void {
  root
    .command('client')
    .description('the reference IM client: one operation against a server')
    .argument('<operation>', operations.join(', '), oneOperation)
    .option('--server <address>', 'udp:127.0.0.1:5060; default: IMCONF_SERVER')
    .option('--im-address <uri>', 'default: IMCONF_IM_ADDRESS, else sip:alice@example.com')
    .option('--set <values>', 'isb=true,ipmb=false,vis=true,dms=true,chs=false; default: IMCONF_SETTINGS')
    .option('--username <name>', 'for Digest; default: IMCONF_USERNAME')
    .option('--password <text>', 'for Digest; default: IMCONF_PASSWORD')
    .option('--state <folder>', 'where the entity-tag is kept between operations; default: IMCONF_STATE')
    .option('--fault <name>', 'break a requirement on purpose; once or more', collect)
    .addHelpText('after', () => `\nFaults:\n${faultList()}`)
    .action(async (operation: Operation, options: ClientCommand) => {
      const { client } = require('./app/client') as typeof import('./app/client');
      process.exitCode = await client(operation, options);
    });
}

/** An option that may be given more than once. */
function collect(value: string, earlier: readonly string[] | undefined): readonly string[] {
  return [...(earlier ?? []), value];
}

function oneOperation(text: string): Operation {
  const found = operations.find((operation) => operation === text);
  if (found === undefined) throw new InvalidArgumentError(`Allowed: ${operations.join(', ')}.`);
  return found;
}

function faultList(): string {
  const { faults } = require('./reference-client/faults') as typeof import('./reference-client/faults');
  return faults.map((fault) => `  ${fault.name.padEnd(36)} ${fault.description}`).join('\n');
}

/** One message for people; the stack only where the fault is ours. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : usage;
  if (error instanceof HarnessError) {
    process.stderr.write(`imconf: ${error.message}\n`);
    return error.fault === 'usage' || error.fault === 'settings-invalid' ? usage : harnessError;
  }
  process.stderr.write(
    `imconf: internal error, please report it\n${error instanceof Error ? error.stack : String(error)}\n`,
  );
  return harnessError;
}
