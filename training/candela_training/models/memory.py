"""Photos whose brightness is known, looked up by what they show.

How bright a photographer wanted a scene cannot be told from the dark photo; where the scene itself
is known, it need not be. After Khandelwal et al. 2020 ("Generalization through memorization:
nearest neighbor language models"), with photos in place of text. Of photos of other scenes it says
nothing.
"""

from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from candela_training.models.curve import DARKEST, channel_means

# A key is the thumbnail in so many places each way, three channels.
_PLACES = 6
_KEY, _VALUE = 3 * _PLACES * _PLACES, 4
# Likeness (cosine) from which on a photo may show a known scene, and from which on it does. Of
# LOL's training pairs, each looked up among the others, all but one that reach the first find
# their own scene.
_MAYBE, _SURELY = 0.9, 0.95
# Difference of likeness that counts e times as much: photos of one scene are averaged.
_SPREAD = 0.04


def describe(thumbnail: Tensor) -> Tensor:
    """Keys, N 108 of length 1, of thumbnails N 3 96 96; the exposure has no part in them."""
    mean = thumbnail.mean(dim=(1, 2, 3), keepdim=True).clamp(min=DARKEST)
    relative = thumbnail / (thumbnail + mean)
    parts = functional.avg_pool2d(relative, thumbnail.shape[-1] // _PLACES).flatten(1)
    return functional.normalize(parts - parts.mean(dim=1, keepdim=True), dim=1)


class SceneMemory(nn.Module):
    """M known photos: keys M 108; values M 4, the log of the truth's channel means, and roll-off.

    Written once, not learned; empty until then, and after loading weights of before there was one.
    """

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("keys", torch.zeros(0, _KEY))
        self.register_buffer("values", torch.zeros(0, _VALUE))

    def __len__(self) -> int:
        return len(self.keys)

    def write(self, thumbnails: Tensor, truths: Tensor, roll_offs: Tensor) -> None:
        """Remembers photos by thumbnail and true thumbnail, M 3 96 96, and best roll-off M 1."""
        self.keys = describe(thumbnails)
        self.values = torch.cat([torch.log(channel_means(truths)), roll_offs], dim=1)

    def recall(
        self, thumbnail: Tensor, target: Tensor, roll_off: Tensor, share: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Target means N 3 and roll-off N 1, as remembered where the scene is known.

        thumbnail N 3 96 96. `share`, N 1, says how far what is remembered may count at all.
        """
        likeness = describe(thumbnail) @ self.keys.T
        known = (likeness.amax(dim=1, keepdim=True) - _MAYBE) / (_SURELY - _MAYBE)
        share = share * known.clamp(0, 1)
        remembered = torch.softmax(likeness / _SPREAD, dim=1) @ self.values
        brighter = share * (remembered[:, :3] - torch.log(target))
        return target * torch.exp(brighter), torch.lerp(roll_off, remembered[:, 3:], share)

    def _load_from_state_dict(
        self, state_dict: Mapping[str, Any], prefix: str, *further: Any
    ) -> None:
        """As many photos as were remembered there; none where there was no memory."""
        for name in ("keys", "values"):
            empty = getattr(self, name)[:0]
            stored = state_dict.setdefault(prefix + name, empty)
            setattr(self, name, torch.empty_like(stored, device=empty.device))
        super()._load_from_state_dict(state_dict, prefix, *further)
