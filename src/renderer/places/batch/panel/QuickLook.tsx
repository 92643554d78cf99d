import { Maximize2 } from 'lucide-react';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { runCommand } from '../../../actions/commands';
import { finishedThumb } from '../../../actions/thumbs';
import { firstKey } from '../../../keys';
import { mixOf } from '../../../state/look';
import { looks } from '../../../state/looks';
import { cardOf, models } from '../../../state/models';
import { openPhoto, photos } from '../../../state/photos';
import { batchText } from '../../../text/batch';
import { fill, text } from '../../../text/en';
import { Button } from '../../../ui/Button';
import { IconButton } from '../../../ui/IconButton';
import { PictureCanvas } from '../../../ui/PictureCanvas';
import { Ring } from '../../../ui/Ring';
import { quickLook } from '../state/quickLook';
import { batchView } from '../state/view';
import css from './QuickLook.module.css';

const words = batchText.panel;

/** The photo that has the focus, before and after. */
export function QuickLook() {
  const active = useStore(photos, (state) => state.active);
  const view = active === null ? null : openPhoto(active);
  if (view?.error !== null) return null;
  return (
    <section className={css['group']} aria-label={words.quickLook}>
      <header className={css['head']}>
        <h3 className={css['heading']}>{words.quickLook}</h3>
        <span className={css['name']}>{view.entry.name}</span>
        <IconButton
          icon={Maximize2}
          label={words.large}
          hint={firstKey('quickLook')}
          onClick={() => {
            runCommand('quickLook');
          }}
        />
      </header>
      <Comparison name={view.entry.name} className={css['small']} />
      <Button
        onClick={() => {
          runCommand('openInEnhance');
        }}
      >
        {words.enhance}
      </Button>
    </section>
  );
}

/** The two halves of the quick look, with what each is. */
export function Comparison({ name, className }: { name: string; className: string | undefined }) {
  const { photo, before, after } = useStore(quickLook);
  const showOriginal = useStore(batchView, (state) => state.showOriginal);
  const look = useStore(looks, ({ byPhoto }) => byPhoto[photo ?? '']?.present);
  const card = useStore(models, ({ list }) => cardOf(list, look?.model ?? ''));
  const finished = useMemo(() => {
    const isPair = before !== null && after !== null && before.width === after.width;
    return isPair && look !== undefined
      ? finishedThumb({ original: before, result: after }, mixOf(look, card))
      : null;
  }, [before, after, look, card]);
  const isSplit = finished !== null && !showOriginal;
  return (
    <figure className={[css['figure'], className].join(' ')}>
      {before === null ? (
        <span className={css['loading']}>
          <Ring />
          {fill(text.stage.loading, { name })}
        </span>
      ) : (
        <PictureCanvas className={css['picture']} picture={before} label={`${name}, ${words.before}`} />
      )}
      {isSplit && (
        <span className={css['after']}>
          <PictureCanvas className={css['picture']} picture={finished} label={`${name}, ${words.after}`} />
        </span>
      )}
      {before !== null && <figcaption className={css['left']}>{words.before}</figcaption>}
      {isSplit && <span className={css['right']}>{words.after}</span>}
    </figure>
  );
}
