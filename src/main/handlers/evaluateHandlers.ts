import { basename, dirname, extname } from 'node:path';
import { EvaluationFormat, type ComparedChoice, type ComparedSets } from '@contract';
import type { CallContext } from '@transport';
import type { CallProgress } from '@contract';
import { folderLabel } from '../files/folderLabel';
import type { MainHandlers, Services } from './Services';

/** What was measured in the window, as a file and as a command. */
export function evaluateHandlers({ desktop, evaluation, comparison }: Services) {
  return {
    'evaluation.report': async (sets: ComparedSets, context: CallContext<CallProgress>) => {
      const typed = await desktop.askWhereReportGoes();
      if (typed === null) return null;
      const written = await evaluation.write(sets, withExtension(typed), context);
      return { name: basename(written), folder: folderLabel(dirname(written)) };
    },
    'evaluation.reproduce': async ({ sets, copy }, context: CallContext<CallProgress>) => {
      const { reproduction, text } = await evaluation.reproduce(sets, context);
      if (copy) await desktop.clipboard.copyText(text);
      return reproduction;
    },
    'evaluation.keep': async (choice: ComparedChoice) => {
      await comparison.keep(choice);
      return {};
    },
    'evaluation.kept': () => comparison.summary(),
    'evaluation.continue': (_: object, { signal }: CallContext<never>) => comparison.continue({ signal }),
    'evaluation.forget': async () => {
      await comparison.forget();
      return {};
    },
  } satisfies Partial<MainHandlers>;
}

/** Some systems' dialogs leave the extension to the person. Without one that is known, the report is a page. */
function withExtension(path: string): string {
  const extension = extname(path).slice(1).toLowerCase();
  return EvaluationFormat.safeParse(extension).success ? path : `${path}.html`;
}
