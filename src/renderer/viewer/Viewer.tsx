import { ChevronLeft, ChevronRight, TriangleAlert } from 'lucide-react';
import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { contentsOf } from './panes';
import { LiveViewer } from './LiveViewer';
import { paneLabels } from './paneLabels';
import type { ViewerElements } from './ViewerMarks';
import css from './Viewer.module.css';
import type { LayerName, ViewerProps } from './viewerProps';

/**
 * The stage: compares photo, result and truth. It fills its parent. Gestures are handled outside React.
 * The component renders when the page's values change, never for pointer moves.
 */
export function Viewer(props: ViewerProps) {
  const { text, view, layers, showOriginal } = props;
  const root = useRef<HTMLDivElement>(null);
  const photo = useRef<HTMLDivElement>(null);
  const marks = useRef<HTMLDivElement>(null);
  const overlay = useRef<HTMLCanvasElement>(null);
  const line = useRef<HTMLDivElement>(null);
  const handle = useRef<HTMLDivElement>(null);
  const loupe = useRef<HTMLDivElement>(null);
  const viewer = useRef<LiveViewer>(null);
  const latest = useRef(props);
  const [isTurned, setIsTurned] = useState(false);
  const [pending, setPending] = useState<readonly LayerName[]>([]);

  useLayoutEffect(() => {
    latest.current = props;
    viewer.current?.update(props);
  });
  useLayoutEffect(() => {
    const elements = elementsOf({ root, photo, marks, overlay, line, handle, loupe });
    if (elements === null) return;
    const made = new LiveViewer(elements, latest.current, {
      onTurn: setIsTurned,
      onPending: setPending,
    });
    viewer.current = made;
    return () => {
      viewer.current = null;
      made.dispose();
    };
  }, []);

  const hasEnhanced = layers.enhanced !== null;
  const contents = contentsOf({
    view,
    hasEnhanced,
    hasTruth: layers.truth !== null,
    original: showOriginal || (view === 'blink' && isTurned),
  });
  return (
    <div ref={root} className={css['stage']} role="group" aria-label={text.stage} tabIndex={0}>
      <div ref={photo} className={css['photo']} />
      <div ref={marks} className={css['marks']}>
        <canvas ref={overlay} className={css['overlay']} aria-hidden="true" />
        {paneLabels(contents, { ...props, pending }).map(({ id, text: words, kind }) => (
          <span key={id} data-label={id} className={css[kind]}>
            {kind === 'warning' && <TriangleAlert size={12} strokeWidth={2.25} aria-hidden="true" />}
            {kind === 'caption' ? <Lines text={words} /> : words}
          </span>
        ))}
        <div ref={line} className={css['line']} hidden>
          <div
            ref={handle}
            className={css['handle']}
            role="slider"
            tabIndex={0}
            aria-label={text.splitLine}
            aria-orientation="horizontal"
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.round(100 * props.split)}
          >
            <ChevronLeft size={13} aria-hidden="true" />
            <ChevronRight size={13} aria-hidden="true" />
          </div>
        </div>
      </div>
      <div ref={loupe} className={css['loupe']} aria-hidden="true" hidden />
      {view === 'blink' && hasEnhanced && (
        <button type="button" className={css['swap']} onClick={() => viewer.current?.swap()}>
          {text.swap}
        </button>
      )}
    </div>
  );
}

function Lines({ text }: { text: string }) {
  const [first, ...others] = text.split('\n');
  return (
    <>
      {first}
      {others.map((line) => (
        <small key={line} className={css['weak']}>
          {line}
        </small>
      ))}
    </>
  );
}

type Refs = { readonly [Name in keyof ViewerElements]: RefObject<ViewerElements[Name] | null> };

/** The elements, once all of them are in the document. */
function elementsOf(refs: Refs): ViewerElements | null {
  const { root, photo, marks, overlay, line, handle, loupe } = refs;
  if (!root.current || !photo.current || !marks.current || !overlay.current) return null;
  if (!line.current || !handle.current || !loupe.current) return null;
  return {
    root: root.current,
    photo: photo.current,
    marks: marks.current,
    overlay: overlay.current,
    line: line.current,
    handle: handle.current,
    loupe: loupe.current,
  };
}
