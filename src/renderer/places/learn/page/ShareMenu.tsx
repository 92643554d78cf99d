import { Share2 } from 'lucide-react';
import { IconButton } from '../../../ui/IconButton';
import { Menu } from '../../../ui/Menu';
import { copyLink, openFigure, pasteLink, saveFigure } from '../actions/share';
import { learnText } from '../../../lessons/text';

const words = learnText.share;

/** The figure with its settings as a link or a file, and back. */
export function ShareMenu() {
  return (
    <Menu
      trigger={<IconButton icon={Share2} label={words.label} isFramed />}
      entries={[
        { kind: 'item', label: words.copy, onSelect: copyLink },
        { kind: 'item', label: words.paste, onSelect: pasteLink },
        { kind: 'line' },
        { kind: 'item', label: words.save, onSelect: saveFigure },
        { kind: 'item', label: words.open, onSelect: openFigure },
      ]}
    />
  );
}
