import { FileChartColumn, SquareTerminal } from 'lucide-react';
import { useStore } from 'zustand';
import { evaluateText } from '../../../text/evaluate';
import { Button } from '../../../ui/Button';
import { IconButton } from '../../../ui/IconButton';
import { exportReport, openReproduce } from '../actions/report';
import { useDerived } from '../state/derived';
import { evaluate } from '../state/evaluate';
import { hasFigures } from '../state/wish';

const words = evaluateText.report;

/** What becomes of the figures: a file, or a command that gives them again. */
export function Tools({ isNarrow }: { isNarrow: boolean }) {
  const { sets, isReporting } = useStore(evaluate);
  useDerived();
  if (sets.length === 0) return null;
  const [isEmpty, report] = [!hasFigures(), () => void exportReport()];
  if (isNarrow)
    return (
      <>
        <IconButton
          icon={SquareTerminal}
          isFramed
          label={words.reproduce}
          disabled={isEmpty}
          onClick={openReproduce}
        />
        <IconButton
          icon={FileChartColumn}
          isFramed
          label={words.open}
          disabled={isEmpty || isReporting}
          onClick={report}
        />
      </>
    );
  return (
    <>
      <Button disabled={isEmpty} onClick={openReproduce}>
        <SquareTerminal size={16} aria-hidden="true" />
        {words.reproduce}
      </Button>
      <Button disabled={isEmpty || isReporting} onClick={report}>
        <FileChartColumn size={16} aria-hidden="true" />
        {words.open}
      </Button>
    </>
  );
}
