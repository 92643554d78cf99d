import { BookOpen, X } from 'lucide-react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { useStore } from 'zustand';
import { currentLook } from '../../../actions/settings';
import { mend } from '../../../lessons/actions/breakIt';
import { readLessonPhoto } from '../../../lessons/actions/lessonPhoto';
import { releaseNetworks } from '../../../lessons/figure/inside/useInside';
import { photoNote } from '../../../lessons/figure/photoNote';
import { DepthChoice } from '../../../lessons/page/DepthChoice';
import type { LessonPage } from '../../../lessons/page/LessonPage';
import { PageBody } from '../../../lessons/page/PageBody';
import { StandingContext, type Standing } from '../../../lessons/page/standing';
import { lastFocus } from '../../../state/focus';
import type { Adjustments } from '../../../state/look';
import type { PhotoView } from '../../../state/photos';
import { preferences } from '../../../state/preferences';
import { fill, text } from '../../../text/en';
import { sheetText } from '../../../text/sheets';
import { Button } from '../../../ui/Button';
import { IconButton } from '../../../ui/IconButton';
import { Select } from '../../../ui/Select';
import { leaveFor, openInLearn, showBeside } from '../actions/why';
import { ModelSliders } from '../panel/LookSliders';
import { toggleWhy, view } from '../state/view';
import { useShownCard, useShownLook } from '../useShown';
import { MixNote, TilesNote } from './notes';
import { fittingPage, fittingPages } from './pages';
import css from './WhyDrawer.module.css';

const words = sheetText.why;

/** The button that opens the drawer, for the focus that comes back. */
export const whyButtonId = 'why';

/** The fitting page of Learn, with this photo and its model in it. It stands beside the photo, which goes on working. */
export function WhyDrawer({ photo }: { photo: PhotoView }) {
  const look = useRestingLook(photo);
  const card = useShownCard();
  const { depth, beside } = useStore(preferences, ({ learn }) => learn);
  const page = fittingPage(card, beside);
  const standing = useBesidePhoto(look, fittingPages(card));
  const drawer = useFocusInside();
  useLayoutEffect(readLessonPhoto, []);
  useEffect(() => {
    mend();
    return () => {
      mend();
      releaseNetworks();
    };
  }, []);
  return (
    <aside
      ref={drawer}
      className={css['drawer']}
      aria-label={words.title}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) toggleWhy(false);
      }}
    >
      <Head page={page} pages={fittingPages(card)} look={look} />
      <div className={css['scroll']} tabIndex={0} key={page.id}>
        <article className={css['page']} data-page={page.id} aria-label={page.title}>
          <p className={css['note']}>
            {fill(words.subject, { photo: photo.entry.name, model: card?.name ?? '–' })}{' '}
            {photo.entry.summary !== undefined && photoNote(photo.entry.summary)}
          </p>
          <StandingContext value={standing}>
            <PageBody page={page} depth={depth}>
              {page.id === 'steps' && <MixNote strength={look.strength} />}
              {page.id === 'tiles' && <TilesNote />}
              <div>
                <DepthChoice />
              </div>
            </PageBody>
          </StandingContext>
        </article>
      </div>
    </aside>
  );
}

/** The photo's settings. While a slider is dragged they stay: the draft comes first. */
function useRestingLook({ entry }: PhotoView): Adjustments {
  const { photo } = entry;
  const shown = useShownLook();
  const isDragging = useStore(view, ({ gesture }) => gesture !== null);
  const [held, setHeld] = useState(() => ({ photo, look: shown ?? currentLook(photo) }));
  const isMoved = shown !== null && shown !== held.look && !isDragging;
  if (held.photo === photo && !isMoved) return held.look;
  const look = shown ?? currentLook(photo);
  setHeld({ photo, look });
  return look;
}

function useBesidePhoto(look: Adjustments, pages: readonly LessonPage[]): Standing {
  const listed = pages.map(({ id }) => id).join(' ');
  return useMemo(
    () => ({
      beside: { look, sliders: <ModelSliders /> },
      goTo: (id) => {
        (listed.split(' ').includes(id) ? showBeside : leaveFor)(id);
      },
    }),
    [look, listed],
  );
}

/** The focus goes in. When the drawer closes with the focus inside, it goes back to where it came from. */
function useFocusInside(): RefObject<HTMLElement | null> {
  const drawer = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const opener = lastFocus();
    drawer.current?.focus();
    return () => {
      // A focus that lay inside has fallen back to the page by now.
      queueMicrotask(() => {
        if (document.activeElement !== document.body) return;
        (opener?.isConnected === true ? opener : document.getElementById(whyButtonId))?.focus();
      });
    };
  }, []);
  return drawer;
}

type HeadProps = { page: LessonPage; pages: readonly LessonPage[]; look: Adjustments };

function Head({ page, pages, look }: HeadProps) {
  return (
    <header className={css['head']}>
      <h2 className={css['title']}>{words.title}</h2>
      <IconButton
        icon={X}
        label={text.common.close}
        onClick={() => {
          toggleWhy(false);
        }}
      />
      <Select
        label={words.page}
        value={page.id}
        options={pages.map(({ id, title }) => ({ value: id, label: title }))}
        onChange={showBeside}
      />
      <Button
        className={css['open']}
        onClick={() => {
          openInLearn(page, look);
        }}
      >
        <BookOpen size={14} aria-hidden="true" />
        {words.openInLearn}
      </Button>
    </header>
  );
}
