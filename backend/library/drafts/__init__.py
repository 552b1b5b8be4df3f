"""Drafts of quizzes: edit, import, export, publish, restore. Players never see a draft."""
