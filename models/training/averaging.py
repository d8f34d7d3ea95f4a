"""The weight average along a run, and the same average as a teacher."""

import torch
from torch.nn import functional

from network import FaceParser


class Average:
    """Exponential moving average of weights and batch-norm statistics."""

    def __init__(self, network: FaceParser, decay: float):
        self.decay = decay
        self.updates = 0
        self.state = {name: value.detach().clone() for name, value in network.state_dict().items()}

    @torch.no_grad()
    def update(self, network: FaceParser) -> None:
        self.updates += 1
        # a short memory at first: the start is not worth remembering
        decay = min(self.decay, (1 + self.updates) / (10 + self.updates))
        for name, value in network.state_dict().items():
            if value.dtype.is_floating_point:
                self.state[name].lerp_(value, 1 - decay)
            else:
                self.state[name].copy_(value)


class Teacher:
    """Chances by the averaged network for the mirrored picture at another size.

    An average over mirror image and sizes is better than the network itself; what it says in doubt
    tells more than an outline that the annotator drew on one side or the other.
    """

    SIZES = (288, 320, 352)

    def __init__(self, average: Average, device: torch.device):
        # shares its memory with the average, whose updates it sees at once
        self.network = FaceParser().to(device).eval()
        self.network.load_state_dict(average.state)
        for name, value in [*self.network.named_parameters(), *self.network.named_buffers()]:
            if value.dtype.is_floating_point:
                value.data = average.state[name]

    @torch.no_grad()
    def chances(self, pictures: torch.Tensor, step: int) -> torch.Tensor:
        half = pictures.shape[-1] // 2
        size = self.SIZES[step % len(self.SIZES)] * pictures.shape[-1] // 320 // 32 * 32
        mirrored = pictures.flip(3)
        if size != pictures.shape[-1]:
            mirrored = functional.interpolate(mirrored, (size, size), mode="bilinear", align_corners=False)
        with torch.autocast(pictures.device.type, torch.bfloat16):
            logits = self.network(mirrored.contiguous(memory_format=torch.channels_last))
        chances = torch.softmax(logits.float(), 1)
        if size != pictures.shape[-1]:
            chances = functional.interpolate(chances, (half, half), mode="bilinear", align_corners=False)
        return chances.flip(3)


def mean_state(states: list[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """Plain mean of several networks' weights; counters from the last."""
    return {
        name: sum(state[name] for state in states) / len(states) if value.dtype.is_floating_point else value
        for name, value in states[-1].items()
    }
