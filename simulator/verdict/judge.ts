import { procedures } from '../checks/applies';
import type { Check, JudgeContext, Observation, Subject, TransportEvent } from '../checks/check';
import { Completions } from '../checks/completions';
import { Indications } from '../checks/indications';
import { Instructions } from '../checks/instructions';
import { syntaxProblems } from '../checks/message-syntax';
import { NotifyAnswers } from '../checks/notify-answers';
import { type JudgedReaction, Provocations } from '../checks/provoked/provocations';
import type { AnswerSighting, Sighting, TransportSighting } from '../checks/sighting';
import { fulfils } from '../checks/stimulus-watch';
import { Conversations } from '../checks/subject';
import { isHeaderCut } from '../checks/truncation';
import { formatAddress } from '../core/address';
import type { Millis } from '../core/time';
import { requirementOf } from '../requirements/catalogue';
import type { RequirementId } from '../requirements/requirement';
import type { Indication, MessageEvent, Note, StimulusEnded, StimulusStarted, TraceEvent } from '../trace/event';
import { isPlainPass, type Judged, JudgedForms } from './judged-forms';
import { Ledger, type LedgerOptions } from './ledger';
import { ordinalOf } from './ordinals';
import { type Plan, type Planned, planFor, provokedPlanFor } from './plan';
import type { Judgement, RequirementResult } from './result';
import { demandedBy, judgeSilence } from './silence';
import { Stimuli } from './stimuli';

/** How notes that concern no single requirement are shown; those left out are findings, or tell nothing. */
const noteOutcomes: Readonly<Partial<Record<Note['note'], 'warn' | 'info' | 'error'>>> = {
  'own-breach': 'error',
  'stream-broken': 'warn',
  'keep-alive': 'info',
  'limit-reached': 'warn',
  // What was lost makes silence inconclusive where silence is judged; by itself it proves nothing against the client.
  'datagrams-lost': 'warn',
};

/** The entries that say something of a message whose header part is cut off: that it cannot be decided, or that the client split it. */
const ofCutHeaders: ReadonlySet<RequirementId> = new Set(['RFC3261-7-1', 'RFC7118-5-1']);

const unseen: readonly Observation[] = [];

/** How to judge. */
export interface JudgeOptions extends LedgerOptions {
  /** `false`: the server is not ours, as in a capture: what it does wrong is a remark, and it notes nothing. `true` when left out. */
  readonly ownsServer?: boolean;
  /**
   * The server does something out of the ordinary in all of this trace: that the client then does not do as it was asked, or leaves a
   * procedure incomplete, is no breach of its items. `false` when left out.
   */
  readonly isProvoked?: boolean;
}

/** Turns the trace into verdicts. The same events give the same verdicts, live or from a capture. */
export class Judge {
  readonly #context: JudgeContext;
  readonly #ownsServer: boolean;
  readonly #isProvoked: boolean;
  readonly #plan: Plan;
  readonly #conversations: Conversations;
  readonly #indications: Indications;
  readonly #notifyAnswers: NotifyAnswers;
  readonly #instructions = new Instructions();
  readonly #completions = new Completions();
  readonly #stimuli = new Stimuli();
  readonly #forms = new JudgedForms();
  readonly #provocations: Provocations;
  readonly #ledger: Ledger;
  /** Unanswered NOTIFYs of the stimulus that runs: whether datagrams were lost is known at its end. */
  readonly #unanswered: Note[] = [];
  #running: number | undefined;
  /** The client was asked to act. */
  #isDriven = false;
  #wereDatagramsLost = false;

  constructor(context: JudgeContext, options: JudgeOptions = {}) {
    this.#context = context;
    this.#ownsServer = options.ownsServer ?? true;
    this.#isProvoked = options.isProvoked ?? false;
    this.#notifyAnswers = new NotifyAnswers(this.#ownsServer ? undefined : context);
    this.#plan = planFor(context);
    this.#provocations = new Provocations(context, provokedPlanFor(context));
    this.#conversations = new Conversations(context, this.#ownsServer);
    this.#indications = new Indications(context);
    this.#ledger = new Ledger(
      context,
      { stimuli: this.#stimuli, instructions: this.#instructions, completions: this.#completions },
      options,
    );
  }

  /** Takes the next event of the trace. */
  see(event: TraceEvent): void {
    switch (event.kind) {
      case 'message':
        this.#message(event);
        break;
      case 'keep-alive':
      case 'websocket-handshake':
        this.#transport(event);
        break;
      case 'stimulus-started':
        this.#started(event);
        break;
      case 'stimulus-ended':
        this.#ended(event);
        break;
      case 'indication':
        this.#indication(event);
        break;
      case 'note':
        this.#note(event);
        break;
    }
  }

  /** What is known of a requirement now, over everything or over some stimuli only. */
  verdictOn(id: RequirementId, stimuli?: readonly number[]): RequirementResult {
    return this.#ledger.resultOf(requirementOf(id), stimuli);
  }

  /**
   * Until when the client has to be watched for some entries that were provoked; `undefined` where they are decided.
   *
   * @param begunBy what was provoked later is not waited for
   */
  watchesUntil(requirements: ReadonlySet<RequirementId>, begunBy?: Millis): Millis | undefined {
    return this.#provocations.until(requirements, begunBy);
  }

  /** The end: every verdict, and what concerns no requirement. */
  judgement(): Judgement {
    if (this.#running !== undefined) {
      const reason = 'the run ended before the client had confirmed the action';
      this.see({ kind: 'stimulus-ended', at: 0, stimulus: this.#running, outcome: 'failed', reason });
    }
    return this.#ledger.judgement();
  }

  #message(event: MessageEvent): void {
    this.#indications.message(event);
    const notify = this.#notifyAnswers.message(event);
    if (notify !== undefined) this.#completions.notified(notify);
    const seen = this.#conversations.see(event);
    const { sightings, answer, answered, stranger, isAccountedFor, breaches } = seen;
    if (answered !== undefined) this.#completions.answered(answered, event);
    for (const sighting of sightings) this.#judge(sighting);
    if (seen.transport !== undefined) this.#judgeTransport(seen.transport);
    if (answer !== undefined) this.#judgeAnswer(answer);
    for (const note of this.#notifyAnswers.noticed(event)) this.#judgeNote(note);
    if (breaches !== undefined)
      for (const { observation, ...whose } of breaches) this.#ledger.add(observation, { ...whose, evidence: event });
    this.#react(this.#provocations.message(event, seen));
    if (stranger !== undefined) {
      const source = formatAddress(stranger.source);
      const message = `requests about settings from ${source} name another user than the client under test`;
      this.#ledger.remark({ outcome: 'info', message, frame: stranger.frame });
    }
    if (event.parsed.ok && event.parsed.message.defects.length === 0) return;
    if (sightings.length === 0 && answer === undefined && !isAccountedFor) this.#remarkSyntax(event);
  }

  #react(reactions: readonly JudgedReaction[]): void {
    for (const reaction of reactions) {
      const { observation, requirement } = reaction;
      if (isPlainPass(observation)) this.#ledger.passed(ordinalOf(requirement), reaction);
      // Nobody set out to provoke anything in a capture: what it leaves open there is no want of the run.
      else if (observation.outcome !== 'inconc' || this.#isDriven) this.#ledger.add(observation, reaction);
    }
  }

  #remarkSyntax(event: MessageEvent): void {
    if (event.provocation !== undefined) return;
    const isServer = event.direction === 'out';
    const isOurs = isServer && this.#ownsServer;
    for (const { message: problem, span } of syntaxProblems(event)) {
      const outcome = isOurs ? 'error' : 'warn';
      const note = isOurs ? 'own-breach' : 'syntax';
      const message = isServer && !isOurs ? `the server sent: ${problem}` : problem;
      this.#ledger.remark({ outcome, message, frame: event.frame, span, note });
    }
  }

  #judge(sighting: Sighting): void {
    const { subject, stimulus, client } = sighting;
    const { kind } = subject;
    this.#stimuli.saw(stimulus, kind);
    this.#ledger.saw(sighting);
    this.#completions.requested(sighting);
    if (kind === 'settings-subscribe' || kind === 'settings-subscribe-in-dialog')
      this.#notifyAnswers.subscribed(sighting);
    const judged = this.#forms.of(sighting);
    if (judged?.isComplete) this.#ledger.passedAgain(judged.passes);
    const isCut = isHeaderCut(subject.event, subject.message);
    const whose = { procedure: procedures[kind], stimulus, client };
    for (const planned of judged?.isComplete ? judged.again : (this.#plan.requests.get(kind) ?? [])) {
      if (isCut && !ofCutHeaders.has(planned.check.requirement)) continue;
      const observations = this.#look(planned.check, subject);
      if (judged !== undefined && !judged.isComplete) this.#learn(judged, planned, observations);
      for (const observation of observations) {
        if (isPlainPass(observation)) this.#ledger.passed(planned.ordinal, whose);
        else this.#take(planned.check.requirement, observation, sighting);
      }
    }
    if (judged !== undefined) judged.isComplete = true;
  }

  /** Keeps what holds for all requests of the form, and which checks have to look at each. */
  #learn({ again, passes }: Judged, planned: Planned, observations: readonly Observation[]): void {
    const { requirement, looksBack } = planned.check;
    const verdicts = looksBack ? [] : observations.map((seen) => this.#ledger.passedOnce(requirement, seen));
    const known = verdicts.filter((verdict) => verdict !== undefined);
    if (looksBack || known.length < verdicts.length) again.push(planned);
    else passes.verdicts.push(...known);
  }

  #look(check: Check, subject: Subject): readonly Observation[] {
    if (check.appliesTo !== undefined && !check.appliesTo(subject, this.#context)) return unseen;
    return check.judge(subject, this.#context);
  }

  #judgeAnswer({ answer, client, stimulus }: AnswerSighting): void {
    this.#ledger.sawKind('answer');
    const { procedure, event } = answer;
    const isCut = isHeaderCut(event, answer.message);
    for (const { check, ordinal } of this.#plan.answers) {
      if (isCut && !ofCutHeaders.has(check.requirement)) continue;
      for (const observation of check.judgeAnswer?.(answer, this.#context) ?? []) {
        if (observation.outcome === 'pass') this.#ledger.passed(ordinal, { procedure, stimulus, client });
        else {
          const { requirement } = check;
          this.#ledger.add(observation, { requirement, evidence: event, stimulus, client, procedure });
        }
      }
    }
  }

  #transport(event: TransportEvent): void {
    const { transport, history } = this.#conversations.see(event);
    if (transport !== undefined) this.#judgeTransport(transport);
    if (event.kind === 'keep-alive') this.#react(this.#provocations.keepAlive(event, history));
  }

  #judgeTransport({ event, client, stimulus, isJudged }: TransportSighting): void {
    this.#ledger.sawKind(event.kind);
    for (const { check, ordinal } of this.#plan.transport) {
      for (const observation of check.judgeTransport?.(event, this.#context) ?? []) {
        if (isJudged && client !== undefined) this.#ledger.attribute(observation, check.requirement, client);
        else if (observation.outcome === 'pass') this.#ledger.passed(ordinal, { procedure: 'other', stimulus, client });
        else this.#ledger.add(observation, { requirement: check.requirement, stimulus, client, procedure: 'other' });
      }
    }
  }

  #take(requirement: RequirementId, observation: Observation, sighting: Sighting): void {
    if (observation.awaits === 'stimulus') {
      this.#instructions.saw({ requirement, observation, sighting });
      return;
    }
    const { subject, stimulus, client } = sighting;
    const procedure = observation.procedure ?? procedures[subject.kind];
    this.#ledger.add(observation, { requirement, evidence: subject.event, stimulus, client, procedure });
  }

  #started(event: StimulusStarted): void {
    this.#running = event.stimulus;
    this.#isDriven = true;
    this.#wereDatagramsLost = false;
    this.#stimuli.started(event);
    this.#provocations.started(event);
    this.#conversations.see(event);
  }

  #ended(event: StimulusEnded): void {
    for (const sighting of this.#conversations.see(event).sightings) this.#judge(sighting);
    if ((event.datagramsLost ?? 0) > 0) this.#wereDatagramsLost = true;
    this.#judgeSilence(event);
    for (const instructed of this.#instructions.ended(event)) this.#ledger.tell(instructed);
    for (const note of this.#unanswered.splice(0)) this.#judgeNote(note);
    this.#react(this.#provocations.ended(event));
    this.#running = undefined;
  }

  #judgeSilence(event: StimulusEnded): void {
    const operation = this.#stimuli.operationOf(event.stimulus);
    if (operation === undefined || this.#running !== event.stimulus || this.#isProvoked) return;
    const kinds = [...this.#stimuli.kindsIn(event.stimulus)];
    if (kinds.some((kind) => fulfils(kind, operation))) return;
    const requirement = demandedBy[operation];
    if (requirement === undefined) return;
    this.#ledger.add(judgeSilence(operation, event), { requirement, stimulus: event.stimulus });
  }

  #indication(event: Indication): void {
    const { requirement, observation } = this.#indications.judge(event, this.#conversations.publication);
    this.#ledger.add(observation, { requirement, stimulus: this.#running });
  }

  #note(event: Note): void {
    if (event.note === 'datagrams-lost') this.#wereDatagramsLost = true;
    if (event.note === 'watched') this.#react(this.#provocations.watched(event.at));
    const outcome = noteOutcomes[event.note];
    if (outcome !== undefined) {
      const { note, text: message, frame } = event;
      this.#ledger.remark({ outcome, message, note, ...(frame !== undefined && { frame }) });
    } else if (event.note === 'notify-unanswered' && this.#running !== undefined) this.#unanswered.push(event);
    else this.#judgeNote(event);
  }

  #judgeNote(note: Note): void {
    if (this.#isProvoked) return;
    const seen = this.#notifyAnswers.judge(note, this.#wereDatagramsLost);
    if (seen === undefined) return;
    // A NOTIFY that is out of the ordinary has an entry of its own, which may even ask for a refusal.
    if (seen.notify !== undefined && this.#provocations.isOfAnotherEntry(seen.notify)) return;
    const { observation, client, evidence } = seen;
    const stimulus = seen.stimulus ?? this.#running;
    this.#ledger.add(observation, { requirement: '6.1.1.2-1', evidence, stimulus, client });
  }
}
