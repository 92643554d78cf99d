"""Where things lie: the repository, and the data folder that is not part of it."""

import os
from pathlib import Path

TRAINING = Path(__file__).resolve().parents[1]
REPOSITORY = TRAINING.parent


def data_root() -> Path:
    """The folder that holds the training photos: CANDELA_DATA, else ../shared/data."""
    return Path(os.environ.get("CANDELA_DATA", REPOSITORY.parent / "shared" / "data"))


def model_folder(model: str) -> Path:
    """models/<id>, where the app finds a network and its card."""
    return REPOSITORY / "models" / model
