"""The bundled encoder: a static model made from data of our own, and its adaptation to a corpus."""
