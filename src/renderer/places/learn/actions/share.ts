import type { LessonState } from '@contract';
import { failureOf } from '../../../actions/failures';
import { call } from '../../../bridge';
import { addToast } from '../../../state/toasts';
import { fill } from '../../../text/en';
import { allPages } from '../../../lessons/chapters';
import { learn } from '../../../lessons/state/learn';
import { learnText } from '../../../lessons/text';
import { goTo, shownPage } from './go';

const words = learnText.share;

/** The shown page with its figure's settings. */
function shownState(): LessonState {
  const { page } = shownPage();
  return { page: page.id, settings: { ...page.values.read() } };
}

async function told(act: () => Promise<string | null>): Promise<void> {
  try {
    const message = await act();
    if (message !== null) addToast({ kind: 'note', message });
  } catch (error) {
    const wire = failureOf(error, '');
    if (wire !== null) addToast({ kind: 'error', message: wire.message, action: wire.action });
  }
}

export function copyLink(): void {
  void told(async () => {
    await call('lesson.copyLink', shownState());
    return words.copied;
  });
}

export function saveFigure(): void {
  void told(async () => ((await call('lesson.save', shownState())).saved ? words.saved : null));
}

export function pasteLink(): void {
  void told(async () => {
    const state = await call('lesson.pasteLink', {});
    return state === null ? words.noLink : show(state);
  });
}

export function openFigure(): void {
  void told(async () => {
    const state = await call('lesson.open', {});
    return state === null ? null : show(state);
  });
}

/** A link that the system gave the program. */
export function followLesson(state: LessonState | null): void {
  const message = state === null ? words.badLink : show(state);
  if (message !== null) addToast({ kind: 'note', message });
}

/** Shows a page as a link or a file says. Returns what is to be told: nothing if all of it is there. */
function show({ page: id, settings }: LessonState): string | null {
  const page = allPages.find((one) => one.id === id);
  if (page === undefined) return fill(words.noPage, { page: id });
  const parsed = page.values.parse(settings);
  goTo(id);
  if (parsed === null) return fill(words.otherSettings, { page: page.title });
  learn.setState(({ values }) => ({ values: { ...values, [id]: parsed } }));
  return null;
}
