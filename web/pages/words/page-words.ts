import type { LinkAction } from '../../../domain/contact/customer-words.js';
import type { ClosedSurvey } from '../closed-survey.js';

/** A page that only tells something. */
export interface Notice {
  readonly title: string;
  readonly text: string;
}

/** A page that asks, and says what its button does. */
export interface Question extends Notice {
  readonly button: string;
}

/** What a link of a message says before its button is pressed, and after. */
export interface LinkWords extends Question {
  readonly doneTitle: string;
  readonly done: string;
}

/** What the survey says. */
export interface SurveyWords {
  readonly title: string;
  /** With `{brand}` and `{reference}`. */
  readonly asks: string;
  /** Where brand or reference is not known. */
  readonly asksUnnamed: string;
  readonly ease: string;
  readonly score: string;
  /** Beside 1 and beside 5. */
  readonly worst: string;
  readonly best: string;
  readonly heard: string;
  readonly repeated: string;
  readonly yes: string;
  readonly no: string;
  readonly comment: string;
  readonly commentHint: string;
  readonly send: string;
  readonly unreadable: string;
  readonly notFromForm: Notice;
  readonly thanks: Notice;
  readonly failed: Notice;
  readonly closed: Readonly<Record<ClosedSurvey, Notice>>;
}

/** Everything that the pages of customers say in one language, as plain text: it is escaped where it is placed. */
export interface PageWords {
  /** BCP 47, for the `lang` of the page. */
  readonly lang: string;
  readonly survey: SurveyWords;
  /** The links of a case's messages. */
  readonly links: Readonly<Record<LinkAction, LinkWords>> & {
    /** With `{brand}` and `{reference}`. */
    readonly about: string;
    /** Added after the button. */
    readonly thatIsAll: string;
    readonly doneBefore: string;
    /** To whoever asks for a call once more by the same link. */
    readonly stillNoCall: string;
    /** Added where the button was pressed before. */
    readonly toAdd: string;
    /** A yes after a no to the same message. */
    readonly yesAfterNo: Notice;
    readonly unknown: Notice;
    readonly failed: Notice;
  };
  readonly unsubscribe: {
    readonly ask: Question;
    readonly done: Notice;
    readonly unknown: Notice;
    readonly failed: Notice;
  };
}
