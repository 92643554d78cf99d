import { isAbort, type Reproduction } from '@contract';
import { useEffect, useState } from 'react';
import { reportFailure } from '../../../actions/failures';
import { call } from '../../../bridge';
import { closeSheet } from '../../../state/frame';
import { counted, fill } from '../../../text/en';
import { evaluateText } from '../../../text/evaluate';
import { Button } from '../../../ui/Button';
import { Ring } from '../../../ui/Ring';
import { Sheet } from '../../../ui/Sheet';
import { comparedSets } from '../state/wish';
import css from './ReproduceSheet.module.css';

const words = evaluateText.report;

/** The command that gives the same figures, and what it has to be run with. */
export function ReproduceSheet() {
  const [sets] = useState(comparedSets);
  const [known, setKnown] = useState<Reproduction | null>(null);
  const [read, setRead] = useState(0);
  useEffect(() => {
    if (sets === null) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    const onProgress = ({ done }: { done: number }): void => {
      setRead(done);
    };
    call('evaluation.reproduce', { sets, copy: false }, { signal, onProgress }).then(
      setKnown,
      (error: unknown) => {
        if (!isAbort(error)) reportFailure(error, '');
      },
    );
    return () => {
      controller.abort();
    };
  }, [sets]);
  return (
    <Sheet
      title={words.title}
      width="wide"
      onClose={closeSheet}
      foot={<Copy sets={sets} isReady={known !== null} />}
    >
      {known === null ? (
        <p className={css['waiting']} data-waiting>
          <Ring />
          {fill(words.reading, { done: read })}
        </p>
      ) : (
        <Facts known={known} />
      )}
    </Sheet>
  );
}

function Facts({ known }: { known: Reproduction }) {
  const { command, isExact, candela, runtime, machine, models, pairs, pictures } = known;
  return (
    <div className={css['parts']}>
      <p>{isExact ? words.exact : words.inexact}</p>
      <pre className={css['command']} tabIndex={0} aria-label={words.command}>
        {command}
      </pre>
      <table className={css['facts']}>
        <tbody>
          <Fact name="Candela" value={candela} />
          <Fact name={words.runtime} value={runtime} />
          <Fact name={words.machine} value={machine} />
          {models.map(({ id, version, sha256 }) => (
            <Fact key={id} name={`${id} ${version}`} value={sha256} isHash />
          ))}
          <Fact name={counted(evaluateText.title, pairs)} value={pictures} isHash />
        </tbody>
      </table>
      <p className={css['note']}>{words.note}</p>
    </div>
  );
}

function Fact({ name, value, isHash = false }: { name: string; value: string; isHash?: boolean }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className={isHash ? css['hash'] : undefined}>{isHash ? `SHA-256 ${value}` : value}</td>
    </tr>
  );
}

function Copy({ sets, isReady }: { sets: ReturnType<typeof comparedSets>; isReady: boolean }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    if (sets === null) return;
    try {
      await call('evaluation.reproduce', { sets, copy: true });
      setCopied(true);
    } catch (error) {
      reportFailure(error, '');
    }
  };
  return (
    <>
      <span role="status" className={css['note']}>
        {isCopied ? words.copied : ''}
      </span>
      <Button kind="main" disabled={!isReady} onClick={() => void copy()}>
        {words.copy}
      </Button>
    </>
  );
}
