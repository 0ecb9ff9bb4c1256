import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { CheckCommand } from './app/check';
import type { ClientCommand } from './app/client';
import type { DoctorCommand } from './app/doctor';
import { tool } from './app/package';
import type { RequirementsCommand } from './app/requirements';
import type { RunCommand } from './app/run';
import type { ServeCommand } from './app/serve';
import { listenerTransports } from './core/address';
import { HarnessError } from './core/harness-error';
import { type Operation, operations } from './iut/upper-tester';
import { terminals } from './reference-client/terminal';

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
  addServe(root, argv);
  addCheck(root, argv);
  addClient(root);
  addRequirements(root);
  addDoctor(root);
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
    .addOption(new Option('--transport <name>', 'what the client is told to use').choices([...listenerTransports]))
    .option('--out <folder>', 'the run folder; default reports/runs/<time>, with reports/latest pointing to it')
    .option('--strict', 'a breach of a SHOULD counts as a failure')
    .option('--quick', 'leave out what takes long, such as waiting for a retry; it is reported as not tested')
    .option('--fresh', 'make the client act anew for every scenario instead of sharing exchanges')
    .option(
      '--fault <name>',
      'a fault of the bundled reference client, once or more (imconf client --help lists them)',
      collect,
    )
    // For the tests of imconf itself: no verdict may depend on it.
    .addOption(new Option('--order <order>', 'the order of the scenarios: defined, random or random:SEED').hideHelp())
    .addHelpText('after', exitCodeHelp)
    .action(async (options: RunCommand) => {
      const { run } = require('./app/run') as typeof import('./app/run');
      process.exitCode = await run(options, argv);
    });
}

const folderHelp = 'the run folder; default reports/runs/<time>, with reports/latest pointing to it';

function addServe(root: Command, argv: readonly string[]): void {
  root
    .command('serve')
    .description('the passive server: any client may connect, and is judged as it goes; ended by a signal or --for')
    .option('--listen <address>', 'udp:127.0.0.1:5060, once or more; default: UDP and TCP there', collect)
    .option('--profile <profile>', 'the name of a profile, or its file; default oma-cr')
    .option('--iut <file>', 'an IUT file: PICS, rules, credentials, listeners; its control is not needed')
    .option('--im-address <uri>', 'judge only this IM User, once or more; default: everybody who connects', collect)
    .option('--out <folder>', `${folderHelp}; with --rotate a folder for the run folders`)
    .option('--for <seconds>', 'end after so long')
    .option('--rotate <minutes>', 'write a run folder every so many minutes and begin another one')
    .option('--strict', 'a breach of a SHOULD counts as a failure')
    .addHelpText('after', exitCodeHelp)
    .action(async (options: ServeCommand) => {
      const { serve } = require('./app/serve') as typeof import('./app/serve');
      process.exitCode = await serve(options, argv);
    });
}

function addCheck(root: Command, argv: readonly string[]): void {
  root
    .command('check')
    .description('judge captures: pcap, pcapng, text logs, trace.ndjson of an earlier run, each also as gzip')
    .argument('<file...>', 'judged as one run, in the order given; - for standard input')
    .option('--im-address <uri>', 'judge only this IM User; default: every client that is seen')
    .option('--profile <profile>', 'the name of a profile, or its file; default oma-cr')
    .option('--iut <file>', 'an IUT file: IM Address, PICS, rules; its control is not needed')
    .option('--out <folder>', 'write a run folder; default: none')
    .option('--json', 'print report.json and nothing else')
    .option('--strict', 'a breach of a SHOULD counts as a failure')
    .addHelpText('after', exitCodeHelp)
    .action(async (files: readonly string[], options: CheckCommand) => {
      const { check } = require('./app/check') as typeof import('./app/check');
      process.exitCode = await check(files, options, argv);
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
    .addOption(
      new Option('--terminal <kind>', 'what it is in an IMS core; default: no terminal of one').choices(terminals),
    )
    .option('--fault <name>', 'break a requirement on purpose; once or more', collect)
    .addHelpText('after', () => `\nFaults:\n${faultList()}`)
    .action(async (operation: Operation, options: ClientCommand) => {
      const { client } = require('./app/client') as typeof import('./app/client');
      process.exitCode = await client(operation, options);
    });
}

function addRequirements(root: Command): void {
  root
    .command('requirements')
    .description('what clients are judged by: the catalogue as a table, or one entry in full')
    .argument('[what]', 'an id, a pattern such as "RFC3903-4*", the beginning of ids such as 6.1.1.2, or words')
    .option('--level <levels>', 'only these, such as SHALL or "must,must-not"')
    .addOption(
      new Option('--by <way>', 'only those verified in this way').choices(['check', 'scenario', 'indication', 'none']),
    )
    .option('--json', 'print JSON and nothing else')
    .option('--markdown', 'print Markdown: the page of one entry, or the index')
    .option('--out <folder>', 'with --markdown: write all pages into this folder')
    .addHelpText('after', exitCodeHelp)
    .action((wanted: string | undefined, options: RequirementsCommand) => {
      const { requirements } = require('./app/requirements') as typeof import('./app/requirements');
      process.exitCode = requirements(wanted, options);
    });
}

function addDoctor(root: Command): void {
  root
    .command('doctor')
    .description('look at all that a run needs, and let the client do one harmless thing; a line each, with what to do')
    .option('--iut <file>', 'the client under test; without it: the bundled reference client')
    .option(
      '--init [file]',
      'write a commented IUT file with every option; default: the file of --iut, else standard output',
    )
    .addHelpText(
      'after',
      '\nExit codes: 0 all well, 2 the client did not do it, 3 error of the tester, 64 something has to be mended in the\n' +
        'configuration or on this machine',
    )
    .action(async (options: DoctorCommand) => {
      const { doctor } = require('./app/doctor') as typeof import('./app/doctor');
      process.exitCode = await doctor(options);
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
