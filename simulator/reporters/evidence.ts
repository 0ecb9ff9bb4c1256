import type { Finding } from '../verdict/result';
import type { PlacedFinding, RunReport } from './run-report';

/**
 * The report with the messages of findings that came without theirs, as far as the run kept them (of many findings only the
 * first hold on to their message), and with the places of their frames in the files that were judged.
 */
export function withEvidence(report: RunReport): RunReport {
  const byFrame = new Map(report.messages?.map((event) => [event.frame, event]));
  const complete = (finding: Finding): PlacedFinding => {
    const { frame, otherFrame } = finding;
    const evidence = finding.evidence ?? (frame === undefined ? undefined : byFrame.get(frame));
    const capture = frame === undefined ? undefined : report.places?.get(frame);
    const otherCapture = otherFrame === undefined ? undefined : report.places?.get(otherFrame);
    if (evidence === finding.evidence && capture === undefined && otherCapture === undefined) return finding;
    return {
      ...finding,
      ...(evidence !== undefined && { evidence }),
      ...(capture !== undefined && { capture }),
      ...(otherCapture !== undefined && { otherCapture }),
    };
  };
  const requirements = report.judgement.requirements.map((result) => ({
    ...result,
    findings: result.findings.map(complete),
  }));
  return { ...report, judgement: { ...report.judgement, requirements } };
}
