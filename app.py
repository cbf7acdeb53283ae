"""The page: ``streamlit run app.py``."""

from assistant.web.page import main

if __name__ == "__main__":
    main()
