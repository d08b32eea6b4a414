"""Published chronologies: real cases, brought in over our own API and held against what their sources say."""
