"""From the whole photo, small, to the exposure, tone and colour that it should have."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from candela_training.constants import constant
from candela_training.models.curve import Curve, channel_means, solve

THUMBNAIL = 96
SCENE = 64
# Mean distance of the channels from grey, relative: up to here a photo has no colour, and from
# here it has.
_NEUTRAL, _COLOURED = 0.005, 0.03
# BT.709 weights, on stored values.
LUMA = (0.2126, 0.7152, 0.0722)
# Mean stored value below which a photo may need all the light, and from which on it needs none.
_LITTLE, _ENOUGH = 0.26, 0.38
# Mean stored value up to which a photo is a night photo whatever it shows, and from which on it may
# be well lit; and how much light a night photo needs at least.
_NIGHT, _PERHAPS, _LEAST_NEED = 0.12, 0.24, 0.8
# How far the thumbnail is moved for a steadier answer, in its own pixels.
_MOVED = 3
_PLACES = (0, _MOVED, 2 * _MOVED)
_ROLL_OFFS = (0, 0.06, 0.12, 0.2, 0.3, 0.42, 0.6, 0.85, 1.2, 1.7, 2.4, 3.5)


def squash(thumbnail: Tensor) -> Tensor:
    """N 3 h w of any size to N 3 96 96, whatever the photo's shape."""
    size = (THUMBNAIL, THUMBNAIL)
    return functional.interpolate(thumbnail, size, mode="bilinear", align_corners=False)


def _step(inputs: int, outputs: int, stride: int) -> nn.Sequential:
    conv = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
    return nn.Sequential(conv, nn.BatchNorm2d(outputs), nn.ReLU())


class ExposureHead(nn.Module):
    """Thumbnail N 3 96 96 to (target means N 3, roll-off N 1, scene N 64).

    `need` in 0..1 says how far the photo is from well lit: the target means lie between the
    photo's own means and the predicted ones, so a well-lit photo comes back as it was.
    """

    def __init__(self) -> None:
        super().__init__()
        shape = ((4, 24, 2), (24, 48, 2), (48, 64, 2), (64, 64, 1), (64, 96, 2), (96, 96, 1))
        self.features = nn.Sequential(*(_step(*step) for step in shape))
        self.join = nn.Sequential(nn.Dropout(0.2), nn.Linear(2 * 96 + 4, 128), nn.ReLU())
        self.means = nn.Linear(128, 3)
        self.roll_off = nn.Linear(128, 1)
        self.need = nn.Linear(128, 1)
        self.scene = nn.Linear(128, SCENE)
        for layer in (self.means, self.roll_off, self.need):
            nn.init.normal_(layer.weight, std=0.02)
        nn.init.constant_(self.means.bias, -0.3)
        nn.init.constant_(self.roll_off.bias, -1.0)
        nn.init.constant_(self.need.bias, 2.0)

    def forward(self, thumbnail: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        own = channel_means(thumbnail)
        weights = constant(LUMA, thumbnail.device)[:, None, None]
        grey = (thumbnail * weights).sum(dim=1, keepdim=True)
        mean = own.mean(dim=1)[:, None, None, None]
        shape = self.features(
            torch.cat([thumbnail / (thumbnail + mean), 0.3 * torch.log(grey + 2e-3)], dim=1)
        )
        levels = torch.cat([torch.log(own), torch.log(own.mean(dim=1, keepdim=True))], dim=1)
        joined = self.join(torch.cat([shape.mean((2, 3)), shape.amax((2, 3)), levels], dim=1))
        brightness = own.mean(dim=1, keepdim=True)
        need = torch.maximum(torch.sigmoid(self.need(joined)), least_need(brightness))
        need = need * darkness(brightness)
        wanted = functional.logsigmoid(self.means(joined))
        target = torch.exp(torch.log(own) * (1 - need) + wanted * need)
        roll_off = need * functional.softplus(self.roll_off(joined))
        return target, roll_off, self.scene(joined)


def steady(head: ExposureHead, thumbnail: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """The head's answers for nine places of the thumbnail, N 3 h w, three pixels apart, averaged.

    One look jumps by percents when a camera moves by a few pixels, and so would a burst. Every
    second look is at the mirrored photo: what differs there is no judgement but chance.
    """
    around = functional.pad(thumbnail, (_MOVED,) * 4, mode="replicate")
    height, width = thumbnail.shape[2:]
    places = [(top, left) for top in _PLACES for left in _PLACES]
    looks = [around[..., top : top + height, left : left + width] for top, left in places]
    looks[::2] = [look.flip(3) for look in looks[::2]]
    target, roll_off, scene = head(torch.cat(looks))
    # How much brighter, not how bright: a photo that needs nothing is to get exactly nothing.
    brighter = torch.log(target) - torch.log(channel_means(torch.cat(looks)))
    brighter, roll_off, scene = (
        part.unflatten(0, (len(looks), -1)).mean(dim=0) for part in (brighter, roll_off, scene)
    )
    return channel_means(thumbnail) * torch.exp(brighter), roll_off, scene


def colourfulness(thumbnail: Tensor) -> Tensor:
    """How far a thumbnail N 3 h w has colours, N 1: 0 for a grey photo, 1 for any with colour."""
    grey = thumbnail.mean(dim=1, keepdim=True)
    colour = (thumbnail - grey).abs().mean(dim=(1, 2, 3)) / grey.mean(dim=(1, 2, 3)).clamp(min=1e-4)
    return ((colour - _NEUTRAL) / (_COLOURED - _NEUTRAL)).clamp(0, 1)[:, None]


def keep_neutral(target: Tensor, thumbnail: Tensor) -> Tensor:
    """Target means N 3 for a thumbnail N 3 h w: one for all channels where the photo is grey.

    What a head has learnt of colour does not hold for a photo without any.
    """
    grey = target.mean(dim=1, keepdim=True).expand(-1, 3)
    return torch.lerp(grey, target, colourfulness(thumbnail))


def darkness(mean: Tensor) -> Tensor:
    """1 for a photo that may need light, 0 for one that has enough by its mean alone; smooth.

    A sunset or a silhouette is dark on purpose; the network alone takes some of them for mistakes.
    """
    return _falling(mean, _LITTLE, _ENOUGH)


def least_need(mean: Tensor) -> Tensor:
    """How much a photo needs light at least, by its mean alone; 0 from a mean of 0.24 on, smooth.

    A sharp, clean photo of a street at night looks well taken to the network; it is dark still.
    """
    return _LEAST_NEED * _falling(mean, _NIGHT, _PERHAPS)


def _falling(value: Tensor, first: float, last: float) -> Tensor:
    """1 up to `first`, 0 from `last` on, smooth between."""
    share = ((last - value) / (last - first)).clamp(0, 1)
    return share * share * (3 - 2 * share)


@torch.no_grad()
def best_roll_off(thumbnail: Tensor, truth: Tensor) -> Tensor:
    """The roll-off, N 1, whose curve comes closest to the true thumbnail; of a fixed list.

    Both thumbnails N 3 96 96, of the same photo. With the true channel means this is the teacher's
    curve: the best that four numbers can do.
    """
    thumbnail, truth = (functional.avg_pool2d(part, 3) for part in (thumbnail, truth))
    target = channel_means(truth)
    choices = constant(_ROLL_OFFS, thumbnail.device)
    errors = []
    for choice in choices:
        curve: Curve = solve(thumbnail, target, choice.expand(len(thumbnail), 1))
        errors.append((curve(thumbnail).clamp(max=1) - truth).square().mean(dim=(1, 2, 3)))
    return choices[torch.stack(errors).argmin(dim=0)][:, None]
