import { requirementOf } from '../requirements/catalogue';
import type { Detected } from '../verdict/detected-ics';
import type { ClientResult, Diagnostic, Finding, RequirementResult } from '../verdict/result';
import { countVerdicts } from './counts';
import type { CapturePlace, JudgedFile, RunReport, ScenarioResult } from './run-report';
import { isoTime } from './time-text';

/** The contents of report.json (design 3.5; report.schema.json). Keys keep this order; what is not known is left out. */
export function toJson(report: RunReport): string {
  const { name, version, imAddress } = report.iut;
  const { files, detected, places = nowhere } = report;
  const document = {
    schemaVersion: '1.0',
    tool: { name: report.tool.name, version: report.tool.version },
    mode: report.mode,
    startedAt: isoTime(report.startedAt),
    finishedAt: isoTime(report.finishedAt),
    iut: { name, version, imAddress },
    profile: report.profile,
    pics: report.pics,
    server: report.server,
    listeners: report.listeners,
    files: files?.map(fileEntry),
    verdict: report.verdict,
    summary: summaryOf(report),
    requirements: report.judgement.requirements.map((result) => requirementEntry(result, places)),
    scenarios: report.scenarios.map(scenarioEntry),
    clients: report.judgement.clients.map(clientEntry),
    detected: detected && detectedEntry(detected),
    diagnostics: report.judgement.diagnostics.map((diagnostic) => diagnosticEntry(diagnostic, places)),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

/** Where frames stand in the files that were judged. */
type Places = NonNullable<RunReport['places']>;
const nowhere: Places = new Map();

function summaryOf(report: RunReport) {
  const {
    pass,
    fail,
    inconc,
    error,
    none,
    'not-applicable': notApplicable,
  } = countVerdicts(report.judgement.requirements);
  return { pass, fail, inconc, error, none, notApplicable };
}

function requirementEntry(result: RequirementResult, places: Places) {
  const { source, clause, level, statement } = requirementOf(result.id);
  const { id, verdict, observations, reason, findings, findingsLeftOut } = result;
  return {
    id,
    source,
    clause,
    level,
    statement,
    verdict,
    observations,
    reason,
    findings: findings.map((finding) => findingEntry(finding, places)),
    findingsLeftOut: findingsLeftOut > 0 ? findingsLeftOut : undefined,
  };
}

function findingEntry(finding: Finding, places: Places) {
  const { outcome, message, expected, actual, frame, otherFrame, line, field } = finding;
  const capture = placeEntry(frame, places);
  const otherCapture = placeEntry(otherFrame, places);
  const where = { frame, capture, otherFrame, otherCapture };
  return { outcome, message, expected, actual, ...where, span: spanEntry(finding), line, field };
}

function spanEntry({ span }: Pick<Finding, 'span'>) {
  return span && { start: span.start, end: span.end };
}

function placeEntry(frame: number | undefined, places: Places): CapturePlace | undefined {
  const place = frame === undefined ? undefined : places.get(frame);
  return place && { file: place.file, frame: place.frame };
}

function scenarioEntry({ name, feature, tags, verdict, durationMs, reason }: ScenarioResult) {
  return { name, feature, tags, verdict, durationMs, reason };
}

function clientEntry({ imAddress, userAgent, source, verdict, requirements }: ClientResult) {
  return {
    imAddress,
    userAgent,
    source,
    verdict,
    requirements: requirements.map(({ id, verdict }) => ({ id, verdict })),
  };
}

function fileEntry({ name, format, packets, messages, notSip, unreadable, problem }: JudgedFile) {
  return { name, format, packets, messages, notSip, unreadable, problem };
}

function detectedEntry({ clients, isCut }: Detected) {
  const entries = clients.map(
    ({ imAddress, userAgent, source, procedures, transports, authentication, challenged, ims, is3gpp2 }) => {
      const imsFlavour = is3gpp2 ? '3gpp2' : undefined;
      return { imAddress, userAgent, source, procedures, transports, authentication, challenged, ims, imsFlavour };
    },
  );
  return { clients: entries, incomplete: isCut ? true : undefined };
}

function diagnosticEntry(diagnostic: Diagnostic, places: Places) {
  const { outcome, message, note, frame } = diagnostic;
  return { outcome, message, note, frame, capture: placeEntry(frame, places), span: spanEntry(diagnostic) };
}
