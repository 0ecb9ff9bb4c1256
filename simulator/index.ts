// The public face: all that steps/ may import.
export { type Act, actIn, acts, changedSettings, firstSettings } from './app/acts';
export { currentRun } from './app/current-run';
export { requirementsIn } from './app/planned-requirements';
export { type ProbeOptions, probe } from './app/probe';
export { unmetCondition } from './app/scenario-conditions';
export type { Stimulus } from './app/stimulation';
export { summaryLines } from './app/summary-lines';
export type { TestRun } from './app/test-run';
export type { ScenarioResult } from './reporters/run-report';
export { requirementOf, requirementStating } from './requirements/catalogue';
export type { RequirementId } from './requirements/requirement';
export type { Settings } from './settings/settings';
export type { Judgement, RequirementResult } from './verdict/result';
export { type Verdict, worse } from './verdict/verdict';
