import { Recent } from '../core/recent';
import type { MessageForm, SipRequest } from '../sip/message';
import type { FormEvent, JudgeContext, SubjectBody } from './check';
import { bodyOfSubject } from './settings-body';

/** Forms that are remembered at once: a client has three or four. */
export const FORMS = 2_048;

/** What follows from the form of a request. */
export interface Form {
  /** Left out without a body. */
  readonly body?: SubjectBody;
}

/** The forms of the requests that were seen last. */
export class Forms {
  readonly #context: JudgeContext;
  readonly #known = new Recent<Form, MessageForm>(FORMS);

  constructor(context: JudgeContext) {
    this.#context = context;
  }

  /** The form of a request, if it is known to have one: the same object for all requests of it, as long as they keep coming. */
  of(message: SipRequest, { truncated }: FormEvent): Form | undefined {
    if (message.form === undefined || truncated) return undefined;
    const known = this.#known.get(message.form);
    if (known !== undefined) return known;
    const body = bodyOfSubject(message, this.#context);
    const form = body === undefined ? {} : { body };
    this.#known.set(message.form, form);
    return form;
  }
}
