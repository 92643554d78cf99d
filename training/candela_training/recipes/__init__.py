"""How each network is trained, judged meanwhile and measured; by its name in a config file."""

from candela_training.recipes import candela2, cnn, mirnet
from candela_training.recipes.recipe import Recipe

RECIPES: dict[str, Recipe] = {
    "candela2": candela2.RECIPE,
    "candela-best": candela2.RECIPE,
    "candela-lol": candela2.RECIPE,
    "cnn": cnn.RECIPE,
    "mirnet": mirnet.RECIPE,
}
