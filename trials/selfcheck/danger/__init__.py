"""Danger signs: what an answer may mean for tonight."""
