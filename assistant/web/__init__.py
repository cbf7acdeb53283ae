"""The page: draws ``assistant.model.Answer`` values and holds no rule of its own about budgets."""
