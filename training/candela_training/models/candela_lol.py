"""Candela for the pairs of LOL, whose exposures are the truth whatever lights are in them."""

from candela_training.models.candela2 import Candela2


class CandelaLol(Candela2):
    """Candela that lifts a photo with lights in it as far as any other."""

    minds_lights = False
