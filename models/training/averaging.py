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

    def as_network(self) -> FaceParser:
        """The averaged network; it shares its memory with the average, whose updates it sees at once."""
        network = FaceParser()
        network.load_state_dict(self.state)
        for name, value in [*network.named_parameters(), *network.named_buffers()]:
            if value.dtype.is_floating_point:
                value.data = self.state[name]
        return network


class Teacher:
    """Chances by several networks, each of which sees the picture at another size, and every second one mirrored.

    An average over mirror image, sizes and networks is better than the network itself; what it says in doubt
    tells more than an outline that the annotator drew on one side or the other.
    """

    SIZES = (320, 352, 384)

    def __init__(self, networks: list[FaceParser], device: torch.device):
        self.networks = [network.to(device).eval() for network in networks]

    @torch.no_grad()
    def chances(self, pictures: torch.Tensor, step: int) -> torch.Tensor:
        views = [
            self.view(network, pictures, self.SIZES[(step + index) % len(self.SIZES)], index % 2 == 0)
            for index, network in enumerate(self.networks)
        ]
        return torch.stack(views).mean(0)

    @staticmethod
    def view(network: FaceParser, pictures: torch.Tensor, size: int, mirrored: bool) -> torch.Tensor:
        half = pictures.shape[-1] // 2
        if mirrored:
            pictures = pictures.flip(3)
        if size != pictures.shape[-1]:
            pictures = functional.interpolate(pictures, (size, size), mode="bilinear", align_corners=False)
        with torch.autocast(pictures.device.type, torch.bfloat16):
            logits = network(pictures.contiguous(memory_format=torch.channels_last))
        chances = torch.softmax(logits.float(), 1)
        if size != 2 * half:
            chances = functional.interpolate(chances, (half, half), mode="bilinear", align_corners=False)
        return chances.flip(3) if mirrored else chances


def mean_state(states: list[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """Plain mean of several networks' weights; counters from the last."""
    return {
        name: sum(state[name] for state in states) / len(states) if value.dtype.is_floating_point else value
        for name, value in states[-1].items()
    }
