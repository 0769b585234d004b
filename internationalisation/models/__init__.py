"""What happens around profiles of cluster organisations."""

__all__: list[str] = []
