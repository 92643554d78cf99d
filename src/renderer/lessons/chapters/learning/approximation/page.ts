import type { LessonPage } from '../../../page/LessonPage';
import { useSays, values } from './approximation';
import { Figure } from './Figure';
import { Maths } from './Maths';

/** A network fits a tone curve. */
export const approximation: LessonPage = {
  id: 'approximation',
  title: 'Any curve',
  values,
  Figure,
  useSays,
  Maths,
  words: {
    photographer: [
      'You know the curve tool: a few points, and a line through them. A network with one hidden layer is such a tool that places its points itself. Each hidden unit adds one bend.',
      'The grey dots are the curve that is wanted: gamma 2.2, or the one that would brighten this photo. One unit can bend the line once. Four follow it roughly, sixteen closely.',
    ],
    student: [
      'A ReLU unit is a straight line with one hinge. Added up with weights, hinges make any chain of straight pieces. The blue dots show where the hinges are; training moves them to where the curve bends.',
      'The universal approximation theorem says that one hidden layer with enough units comes as close as you like to any continuous curve on a bounded range. Cybenko showed it for sigmoids in 1989; Leshno and others for every activation that is not a polynomial.',
      'It says that such weights exist. It does not say how many units are needed, nor that gradient descent finds them, nor what happens outside the range: there a ReLU network goes on as a straight line.',
    ],
    engineer: [
      'For a twice differentiable curve the error of the best piecewise linear fit falls with 1/H². Depth does better for functions of many variables that are compositions; a photo’s pixel is a function of thousands.',
      'Trained with Adam (η = 0.02) on all points at once. Weights begin as He’s, biases uniform within ±1, so that most hinges begin inside the range. Hinges that leave it are lost for the fit: a unit that is silent or linear everywhere gets no gradient that would bring it back.',
      'The photo’s curve is the mean target luma (Rec. 709 weights, stored values) of each of 48 brightness levels that occur. One curve for the whole photo cannot remove noise, nor treat a face differently from the sky.',
    ],
  },
  breaks: [
    {
      id: 'one',
      label: '1 unit',
      why: 'One hidden unit has one hinge: two straight pieces with ReLU, one step with sigmoid. No amount of training makes a third piece of it. What is missing is capacity, not time.',
    },
  ],
  sources: ['Cybenko 1989', 'Hornik, Stinchcombe & White 1989', 'Leshno et al. 1993'],
};
