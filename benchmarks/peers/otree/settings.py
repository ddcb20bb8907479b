"""The settings oTree asks for."""

SESSION_CONFIGS = [{"name": "bench3", "app_sequence": ["bench3"], "num_demo_participants": 3}]
SESSION_CONFIG_DEFAULTS = {"real_world_currency_per_point": 1.0, "participation_fee": 0.0}
LANGUAGE_CODE = "en"
REAL_WORLD_CURRENCY_CODE = "USD"
USE_POINTS = True
SECRET_KEY = "for-the-benchmark-alone"
