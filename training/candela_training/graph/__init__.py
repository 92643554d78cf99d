"""A network as the ONNX file that the app loads; see the notes in `model`."""

from candela_training.graph.model import model_graph, trunk

__all__ = ["model_graph", "trunk"]
