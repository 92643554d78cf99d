import { Files, FolderOpen, Images } from 'lucide-react';
import { evaluateText } from '../../../text/evaluate';
import { Button } from '../../../ui/Button';
import { openFolders, openSamples, openSingleFiles } from '../actions/open';
import css from './EmptyEvaluate.module.css';
import { LastComparison } from './LastComparison';

const words = evaluateText.empty;

/** Shown before the first pair: what a pair is, and where to get one. */
export function EmptyEvaluate() {
  return (
    <div className={css['empty']}>
      <h2 className={css['title']}>{words.title}</h2>
      <p className={css['note']}>{words.what}</p>
      <p className={css['note']}>{words.more}</p>
      <Button kind="main" className={css['add']} onClick={openFolders}>
        <FolderOpen size={16} aria-hidden="true" />
        {words.folders}
      </Button>
      <div className={css['others']}>
        <Button onClick={openSingleFiles}>
          <Files size={16} aria-hidden="true" />
          {words.files}
        </Button>
        <Button onClick={openSamples}>
          <Images size={16} aria-hidden="true" />
          {words.samples}
        </Button>
      </div>
      <LastComparison />
      <p className={css['note']}>{words.safe}</p>
    </div>
  );
}
