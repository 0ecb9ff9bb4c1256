import type { Finding } from '../verdict/result';
import type { RunReport } from './run-report';

/**
 * The report with the messages of findings that came without theirs, as far as the run kept them: of many findings only the
 * first hold on to their message.
 */
export function withEvidence(report: RunReport): RunReport {
  const byFrame = new Map(report.messages?.map((event) => [event.frame, event]));
  const complete = (finding: Finding): Finding => {
    const evidence = finding.evidence ?? (finding.frame === undefined ? undefined : byFrame.get(finding.frame));
    return evidence === finding.evidence || evidence === undefined ? finding : { ...finding, evidence };
  };
  const requirements = report.judgement.requirements.map((result) => ({
    ...result,
    findings: result.findings.map(complete),
  }));
  return { ...report, judgement: { ...report.judgement, requirements } };
}
