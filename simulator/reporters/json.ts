import { requirementOf } from '../requirements/catalogue';
import type { ClientResult, Diagnostic, Finding, RequirementResult } from '../verdict/result';
import { countVerdicts } from './counts';
import type { RunReport, ScenarioResult } from './run-report';
import { isoTime } from './time-text';

/** The contents of report.json (design 3.5; report.schema.json). Keys keep this order; what is not known is left out. */
export function toJson(report: RunReport): string {
  const { name, version, imAddress } = report.iut;
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
    verdict: report.verdict,
    summary: summaryOf(report),
    requirements: report.judgement.requirements.map(requirementEntry),
    scenarios: report.scenarios.map(scenarioEntry),
    clients: report.judgement.clients.map(clientEntry),
    diagnostics: report.judgement.diagnostics.map(diagnosticEntry),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

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

function requirementEntry(result: RequirementResult) {
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
    findings: findings.map(findingEntry),
    findingsLeftOut: findingsLeftOut > 0 ? findingsLeftOut : undefined,
  };
}

function findingEntry({ outcome, message, expected, actual, frame, span, line, field }: Finding) {
  return { outcome, message, expected, actual, frame, span: span && { start: span.start, end: span.end }, line, field };
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

function diagnosticEntry({ outcome, message, note, frame, span }: Diagnostic) {
  return { outcome, message, note, frame, span: span && { start: span.start, end: span.end } };
}
