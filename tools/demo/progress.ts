import type { CaseItem } from '../../web/api/case.js';
import type { CaseView } from '../../domain/case/case-view.js';
import pc from 'picocolors';
import { planTime } from './plan-time.js';

/** Where progress is shown. */
export interface Screen {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly rows?: number;
  readonly columns?: number;
}

/** Shows cases on their way. */
export interface Progress {
  show(items: readonly CaseItem[]): void;
  /** Says a line beside the cases. */
  say(line: string): void;
}

/** The run whose progress is shown. */
export interface Run {
  /** Epoch milliseconds. */
  readonly beganAt: number;
  /** Milliseconds of plan that pass in one. */
  readonly pace: number;
}

/** A live table on a terminal that has room for it; plain lines elsewhere. */
export function progressOn(screen: Screen, run: Run, cases: number): Progress {
  const room = screen.isTTY === true && (screen.rows ?? 0) > cases + 3 && (screen.columns ?? 0) >= 80;
  return room ? new LiveTable(screen, run) : new PlainLines(screen, run);
}

/** One line for each change of a case. */
class PlainLines implements Progress {
  readonly #screen: Screen;
  readonly #run: Run;
  readonly #shown = new Map<string, string>();

  constructor(screen: Screen, run: Run) {
    this.#screen = screen;
    this.#run = run;
  }

  show(items: readonly CaseItem[]): void {
    for (const { caseId, view } of inOrder(items)) {
      const place = placeOf(view);
      const before = this.#shown.get(caseId);
      if (before === place) continue;
      this.#shown.set(caseId, place);
      const at = planTime((Date.now() - this.#run.beganAt) * this.#run.pace);
      const way = before === undefined ? place : `${before} -> ${place}`;
      this.say(`${at}  ${view.reference}  ${categoryOf(view).padEnd(17)}  ${view.severity.padEnd(8)}  ${way}`);
    }
  }

  say(line: string): void {
    this.#screen.write(`${line}\n`);
  }
}

const head = ['case', 'category', 'stage', 'severity', 'SLA', 'waiting for'] as const;
const widths = [10, 19, 17, 10, 10, 0] as const;

/** One line a case, drawn over itself. */
class LiveTable implements Progress {
  readonly #screen: Screen;
  readonly #run: Run;
  #drawn = 0;
  #items: readonly CaseItem[] = [];

  constructor(screen: Screen, run: Run) {
    this.#screen = screen;
    this.#run = run;
  }

  show(items: readonly CaseItem[]): void {
    this.#items = inOrder(items);
    this.#draw('');
  }

  say(line: string): void {
    this.#draw(`${line}\n`);
  }

  /** What is said goes above the table. */
  #draw(above: string): void {
    const at = planTime((Date.now() - this.#run.beganAt) * this.#run.pace);
    const closed = this.#items.filter(({ view }) => view.stage === 'closed').length;
    const lines = [
      pc.dim(`${at}   ${this.#items.length} cases, ${closed} closed`),
      pc.bold(columns(head)),
      ...this.#items.map(({ view }) => painted(view, columns(cells(view)))),
    ];
    const back = this.#drawn === 0 ? '' : `\u001b[${this.#drawn}A\r\u001b[J`;
    this.#screen.write(`${back}${above}${lines.join('\n')}\n`);
    this.#drawn = lines.length;
  }
}

function cells(view: CaseView): readonly string[] {
  const { reference, severity, sla, waitingFor, outcome } = view;
  const waits = waitingFor === 'nothing' ? '' : waitingFor;
  return [reference, categoryOf(view), stageOf(view), severity, sla, outcome ?? waits];
}

function columns(words: readonly string[]): string {
  return words.map((word, at) => word.padEnd(widths[at] ?? 0)).join('');
}

function painted({ stage, sla, outcome }: CaseView, line: string): string {
  if (outcome === 'recovered') return pc.green(line);
  if (stage === 'closed') return pc.dim(line);
  return sla === 'breached' ? pc.red(line) : line;
}

/** Where a case is, in the words of a plain line. */
function placeOf(view: CaseView): string {
  const { sla, outcome } = view;
  if (outcome !== undefined) return `closed as ${outcome}`;
  return sla === 'breached' ? `${stageOf(view)} (overdue)` : stageOf(view);
}

function stageOf({ stage, round, heldUntil }: CaseView): string {
  const again = round > 1 && stage !== 'closed' ? ` (${round})` : '';
  return `${heldUntil === undefined ? stage : 'on hold'}${again}`;
}

function categoryOf({ incidents }: CaseView): string {
  return incidents[0]?.category ?? '';
}

/** Oldest first, so that a case keeps its line. */
function inOrder(items: readonly CaseItem[]): readonly CaseItem[] {
  return [...items].sort((a, b) => a.view.openedAt - b.view.openedAt);
}
