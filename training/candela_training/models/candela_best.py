"""The slower, finer Candela: its head and light are those of `Candela2`."""

from candela_training.models.candela2 import Candela2
from candela_training.models.restore_full import FullRestorer


class CandelaBest(Candela2):
    """Candela with a restoration at full resolution: slower, for the finest texture."""

    def __init__(self) -> None:
        super().__init__(FullRestorer)
