import type { WireError } from '@contract';
import { measureAgain } from '../actions/pipeline';
import { text } from '../../../text/en';
import { Button } from '../../../ui/Button';
import { FailureNotice } from './FailureNotice';

/** Where the scores would stand: why they do not. */
export function ScoreFailure({ photo, error }: { photo: string; error: WireError }) {
  return (
    <FailureNotice title={text.failed.scores} error={error} place="over">
      <Button
        kind="main"
        onClick={() => {
          measureAgain(photo);
        }}
      >
        {text.failed.retry}
      </Button>
    </FailureNotice>
  );
}
