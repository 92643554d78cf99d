import type { Command } from '@contract';
import { evaluate, setEvaluate } from '../state/evaluate';
import { goToPair, nextKind, setExposure } from './choose';
import { toggleLine, turnLine } from './line';
import { openFolders } from './open';
import { exportReport, openReproduce } from './report';
import { runOrCancel } from './run';
import { toggleZoom, zoomIn, zoomOut, zoomToActual, zoomToFit } from './zoom';

/** What the commands do here. */
export const commands: Readonly<Partial<Record<Command, () => void>>> = {
  open: openFolders,
  evaluateRun: runOrCancel,
  evaluationReport: () => void exportReport(),
  reproduce: openReproduce,
  exposureMatched: () => {
    setExposure(evaluate.getState().exposure === 'asIs' ? 'matched' : 'asIs');
  },
  errorKind: nextKind,
  lineProfile: toggleLine,
  lineTurn: turnLine,
  reference: () => {
    setEvaluate({ reference: evaluate.getState().reference === 'low' ? 'truth' : 'low' });
  },
  nextPhoto: () => {
    goToPair(1);
  },
  previousPhoto: () => {
    goToPair(-1);
  },
  zoomToggle: () => {
    toggleZoom();
  },
  zoomFit: zoomToFit,
  zoomActual: () => {
    zoomToActual();
  },
  zoomIn,
  zoomOut,
};
