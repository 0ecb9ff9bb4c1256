import { catalogue, type RequirementId, requirementOf } from '../requirements/catalogue';
import { defaultPics } from '../requirements/configuration';
import type { Finding, RequirementResult } from '../verdict/result';
import type { RequirementVerdict } from '../verdict/verdict';
import { messages, publishEvent, publishText, start } from './messages.fixture';
import type { RunReport, ScenarioResult } from './run-report';

/** A finding on octets of the fixture's PUBLISH, found by their text. */
export function findingOn(requirement: RequirementId, marked: string, changes: Partial<Finding> = {}): Finding {
  const from = Buffer.from(publishText).indexOf(marked);
  return {
    requirement,
    outcome: 'fail',
    message: `"${marked}" was seen`,
    expected: requirementOf(requirement).expectation,
    actual: marked,
    frame: publishEvent.frame,
    span: { start: from, end: from + Buffer.byteLength(marked) },
    line: publishText.slice(0, from).split('\n').length,
    evidence: publishEvent,
    ...changes,
  };
}

const isIms = (id: RequirementId) => id.endsWith('-IMS');

/** A result; the IMS entries are excluded, as in a core that is no IMS. */
export function resultOf(
  id: RequirementId,
  verdict: RequirementVerdict,
  changes: Partial<RequirementResult> = {},
): RequirementResult {
  return { id, verdict, observations: verdict === 'pass' ? 4 : 0, findings: [], findingsLeftOut: 0, ...changes };
}

function conformingResult(id: RequirementId): RequirementResult {
  if (id === 'RFC3261-8.1.3.1-1')
    return resultOf(id, 'not-applicable', { reason: 'the server did nothing that provokes it' });
  if (isIms(id)) return resultOf(id, 'not-applicable', { reason: 'the IUT file declares sip_ip_core: non-ims' });
  return resultOf(id, 'pass');
}

const scenarios: readonly ScenarioResult[] = [
  {
    name: 'A first publication leaves the lifetime out',
    feature: 'features/conformance/publish.feature',
    featureName: 'Publishing the IM service settings',
    line: 12,
    tags: ['@6.1.1.1-6', '@TP_6.1.1.1-6_01'],
    verdict: 'pass',
    durationMs: 412.4,
    steps: [
      { text: 'When the client publishes its settings', status: 'passed' },
      { text: 'Then the request carries no Expires header field', status: 'passed' },
    ],
  },
  {
    name: 'The settings are fetched once',
    feature: 'features/conformance/retrieve.feature',
    featureName: 'Retrieving the IM service settings',
    line: 8,
    tags: ['@6.1.1.2-5', '@TP_6.1.1.2-5_01'],
    verdict: 'pass',
    durationMs: 205,
    steps: [
      { text: 'When the client retrieves its settings', status: 'passed' },
      { text: 'Then the SUBSCRIBE asks for a lifetime of 0 seconds', status: 'passed' },
    ],
  },
];

/** The items of the change request, an entry that they refer to, and one that nothing has provoked. */
export const reported = catalogue.filter(
  ({ id }) => id.startsWith('6.1.1.') || id === 'RFC3261-7-1' || id === 'RFC3261-8.1.3.1-1',
);

/** A run of a conforming client. */
export function conformingReport(changes: Partial<RunReport> = {}): RunReport {
  const requirements = reported.map(({ id }) => conformingResult(id));
  return {
    tool: { name: 'imconf', version: '0.1.0' },
    mode: 'run',
    startedAt: start,
    finishedAt: start + 4210,
    iut: { name: 'Example IM', version: '2.1', vendor: 'Example', imAddress: 'sip:alice@example.com' },
    profile: 'oma-cr',
    pics: defaultPics,
    server: 'udp:127.0.0.1:5060',
    judgement: { verdict: 'pass', requirements, diagnostics: [], clients: [clientOf(requirements, 'pass')] },
    scenarios,
    verdict: 'pass',
    argv: ['run', '--iut', 'example.yaml'],
    messages,
    ...changes,
  };
}

function clientOf(requirements: readonly RequirementResult[], verdict: 'pass' | 'fail') {
  return {
    imAddress: 'sip:alice@example.com',
    userAgent: 'Example IM/2.1',
    source: '192.0.2.10:5070',
    verdict,
    requirements: requirements.map(({ id, verdict }) => ({ id, verdict })),
  };
}

const failed: Partial<Record<RequirementId, RequirementResult>> = {
  '6.1.1.1-6': resultOf('6.1.1.1-6', 'fail', {
    observations: 2,
    findings: [
      findingOn('6.1.1.1-6', 'Expires: 3600', {
        message: 'the PUBLISH carries an Expires header field',
        field: 'Expires',
      }),
    ],
  }),
  '6.1.1.1-7b': resultOf('6.1.1.1-7b', 'fail', {
    observations: 2,
    findings: [
      findingOn('6.1.1.1-7b', 'active="no"', {
        message: 'the value of Incoming Pager Mode IM Barring is "no"',
        field: 'body',
      }),
    ],
    findingsLeftOut: 1,
  }),
  '6.1.1.1-4': resultOf('6.1.1.1-4', 'pass', {
    observations: 2,
    findings: [
      findingOn('6.1.1.1-4', '*;+g.oma.sip-im', {
        outcome: 'warn',
        message: 'the feature tag has no value',
        field: 'Accept-Contact',
      }),
    ],
  }),
  '6.1.1.2-5': resultOf('6.1.1.2-5', 'inconc', {
    findings: [
      {
        requirement: '6.1.1.2-5',
        outcome: 'inconc',
        message: 'no SUBSCRIBE within 10 s of the trigger',
        expected: requirementOf('6.1.1.2-5').expectation,
        actual: 'silence',
      },
    ],
  }),
  '6.1.1.2-6': resultOf('6.1.1.2-6', 'none', { reason: 'no SUBSCRIBE was seen' }),
};

/** A run of a client with breaches, a warning, silence, and trouble on the way. */
export function failingReport(changes: Partial<RunReport> = {}): RunReport {
  const requirements = reported.map(({ id }) => failed[id] ?? conformingResult(id));
  const [publish, retrieve] = scenarios as [ScenarioResult, ScenarioResult];
  return conformingReport({
    verdict: 'fail',
    judgement: {
      verdict: 'fail',
      requirements,
      diagnostics: [
        {
          outcome: 'warn',
          message: 'frame 4 repeats frame 3: the response came after Timer E',
          frame: 4,
          note: 'syntax',
        },
        { outcome: 'info', message: 'the client pings the server with CR LF CR LF', note: 'keep-alive' },
      ],
      clients: [clientOf(requirements, 'fail')],
    },
    scenarios: [
      {
        ...publish,
        verdict: 'fail',
        steps: publish.steps.map((step, index) => (index === 1 ? { ...step, status: 'failed' } : step)),
      },
      { ...retrieve, verdict: 'inconc', reason: 'no SUBSCRIBE within 10 s of the trigger' },
      {
        ...retrieve,
        name: 'The core is an IMS',
        line: 20,
        tags: ['@6.1.1.2-IMS'],
        verdict: 'not-applicable',
        reason: 'sip_ip_core: non-ims',
      },
    ],
    ...changes,
  });
}
